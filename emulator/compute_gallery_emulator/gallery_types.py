"""The rows of the types that make up a gallery."""

from collections.abc import Callable

from compute_gallery_emulator.access_control_profiles import (
    PROFILE_TYPE,
    PROFILE_VERSION_TYPE,
    accept_profile,
    accept_profile_version,
    judge_profile_name,
    judge_profile_version_name,
    view_profile,
    view_profile_version,
)
from compute_gallery_emulator.api_versions import GALLERY_API_VERSIONS
from compute_gallery_emulator.application_schemas import (
    ACCESS_CONTROL_PROFILE,
    ACCESS_CONTROL_PROFILE_VERSION,
    GALLERY_APPLICATION,
    GALLERY_APPLICATION_VERSION,
)
from compute_gallery_emulator.galleries import (
    GALLERY_TYPE,
    accept_gallery,
    judge_gallery_name,
    keeps_deleted_versions,
    share_gallery,
    view_gallery,
)
from compute_gallery_emulator.gallery_applications import (
    APPLICATION_TYPE,
    APPLICATION_VERSION_TYPE,
    accept_application,
    accept_application_version,
    judge_application_name,
    judge_application_version_name,
    view_application,
    view_application_version,
)
from compute_gallery_emulator.gallery_schemas import GALLERY, GALLERY_IMAGE, GALLERY_IMAGE_VERSION
from compute_gallery_emulator.image_definitions import (
    DEFINITION_TYPE,
    accept_definition,
    judge_definition_name,
    view_definition,
)
from compute_gallery_emulator.image_versions import (
    VERSION_TYPE,
    accept_version,
    judge_version_deletion,
    judge_version_name,
    view_version,
)
from compute_gallery_emulator.json_values import JsonObject, object_at
from compute_gallery_emulator.replication import deletion_takes
from compute_gallery_emulator.resource_type import Action, ResourceType
from compute_gallery_emulator.schema import Object, read

__all__ = ["GALLERY_ROWS"]


def _by(schema: Object, root: str) -> Callable[[JsonObject], JsonObject]:
    return lambda properties: object_at(read(schema, properties, root))


GALLERY_ROWS = (
    ResourceType(
        name=GALLERY_TYPE,
        read_properties=_by(GALLERY, "gallery"),
        accept=accept_gallery,
        view=view_gallery,
        judge_name=judge_gallery_name,
        actions={"share": Action(act=share_gallery)},
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
        listed_group_is_upper=True,
        children=(DEFINITION_TYPE, APPLICATION_TYPE, PROFILE_TYPE),
        top_level=("identity",),
    ),
    ResourceType(
        name=DEFINITION_TYPE,
        read_properties=_by(GALLERY_IMAGE, "galleryImage"),
        schema_root="galleryImage",
        repeated_in_patch=("osType",),
        accept=accept_definition,
        view=view_definition,
        judge_name=judge_definition_name,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
        children=(VERSION_TYPE,),
    ),
    ResourceType(
        name=VERSION_TYPE,
        read_properties=_by(GALLERY_IMAGE_VERSION, "galleryImageVersion"),
        accept=accept_version,
        view=view_version,
        judge_name=judge_version_name,
        judge_deletion=judge_version_deletion,
        deletion_takes=deletion_takes,
        keeps_deleted=keeps_deleted_versions,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
    ),
    ResourceType(
        name=APPLICATION_TYPE,
        read_properties=_by(GALLERY_APPLICATION, "galleryApplication"),
        accept=accept_application,
        view=view_application,
        judge_name=judge_application_name,
        api_versions=GALLERY_API_VERSIONS,
        id_first=False,
        delete_status=200,
        children=(APPLICATION_VERSION_TYPE,),
    ),
    ResourceType(
        name=APPLICATION_VERSION_TYPE,
        read_properties=_by(GALLERY_APPLICATION_VERSION, "galleryApplicationVersion"),
        accept=accept_application_version,
        view=view_application_version,
        judge_name=judge_application_version_name,
        deletion_takes=deletion_takes,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
    ),
    ResourceType(
        name=PROFILE_TYPE,
        read_properties=_by(ACCESS_CONTROL_PROFILE, "galleryInVMAccessControlProfile"),
        accept=accept_profile,
        view=view_profile,
        judge_name=judge_profile_name,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
        children=(PROFILE_VERSION_TYPE,),
    ),
    ResourceType(
        name=PROFILE_VERSION_TYPE,
        answered_type=PROFILE_TYPE,
        read_properties=_by(ACCESS_CONTROL_PROFILE_VERSION, "galleryInVMAccessControlProfileVersion"),
        accept=accept_profile_version,
        view=view_profile_version,
        judge_name=judge_profile_version_name,
        deletion_takes=deletion_takes,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
    ),
)
