"""Policy pack for Azure compute galleries: what Azure would refuse, judged in the preview."""

from compute_gallery_policies.pack import PACK_NAME, POLICIES

__all__ = ["PACK_NAME", "POLICIES"]
