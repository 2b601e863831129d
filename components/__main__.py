"""Serves the components to Pulumi programs in every language."""  # noqa: INP001 # a program

from importlib.metadata import version

from pulumi.provider.experimental import component_provider_host

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.running.this_run import serve_one_deployment

if __name__ == "__main__":
    serve_one_deployment()
    component_provider_host(
        components=[Gallery, ImageDefinition, ImageVersion],
        name="azure-compute-gallery",
        version=version("pulumi-azure-compute-gallery"),
    )
