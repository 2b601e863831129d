"""Serve the policy pack. The constructor starts a server and never returns, so nothing else stands here."""  # noqa: INP001 # a program

from pulumi_policy import EnforcementLevel, PolicyPack

from compute_gallery_policies import PACK_NAME, POLICIES

PolicyPack(name=PACK_NAME, enforcement_level=EnforcementLevel.MANDATORY, policies=list(POLICIES))
