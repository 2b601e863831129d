"""Serve the policy pack. The constructor starts a server and never returns, so nothing else stands here."""  # noqa: INP001 # a program

import gc
import sys

from pulumi_policy import EnforcementLevel, PolicyPack

from compute_gallery_policies import PACK_NAME, ConfigurationError, configured_policies

try:
    policies = configured_policies()
except ConfigurationError as error:
    sys.exit(f"the configuration of {PACK_NAME} cannot be used:\n{error}")
gc.freeze()  # What stands here stays until the end: the collector need not go through it with every question.
PolicyPack(name=PACK_NAME, enforcement_level=EnforcementLevel.MANDATORY, policies=policies)
