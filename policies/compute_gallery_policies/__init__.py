"""Policy pack for Azure compute galleries: what Azure would refuse, judged in the preview."""

from compute_gallery_policies.configuration import ConfigurationError
from compute_gallery_policies.pack import PACK_NAME, POLICIES, configured_policies, gallery_policies
from compute_gallery_policies.policy_list import PolicyList

__all__ = [
    "PACK_NAME",
    "POLICIES",
    "ConfigurationError",
    "PolicyList",
    "configured_policies",
    "gallery_policies",
]
