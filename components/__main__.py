"""Serves the components to Pulumi programs in every language."""  # noqa: INP001 # a program

import sys
from importlib.metadata import version

from pulumi.provider import main

from pulumi_azure_compute_gallery.plugin import Plugin
from pulumi_azure_compute_gallery.running.this_run import serve_one_deployment

if __name__ == "__main__":
    serve_one_deployment()
    main(Plugin(version("pulumi-azure-compute-gallery")), sys.argv[1:])
