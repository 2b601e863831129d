"""Serves the components to Pulumi programs in every language."""  # noqa: INP001 # a program

import sys
from importlib.metadata import version

from pulumi import Inputs
from pulumi.provider import main
from pulumi.provider.experimental.component import ComponentProvider

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.running.this_run import serve_one_deployment


class Plugin(ComponentProvider):
    """Pulumi's provider of components, which hands the arguments on as the program has written them.

    Pulumi's own mapping drops a misspelt argument without a word, fails on a whole number that is known later, and
    passes over lists of objects that are. The components read the schema's names, and say what is wrong.
    """

    def map_inputs(self, inputs: Inputs, component_def: object) -> Inputs:  # noqa: ARG002 Pulumi's names
        """Map nothing."""
        return inputs


if __name__ == "__main__":
    serve_one_deployment()
    components = [Gallery, ImageDefinition, ImageVersion]
    plugin = Plugin(components, "azure-compute-gallery", version=version("pulumi-azure-compute-gallery"))
    main(plugin, sys.argv[1:])
