"""The policies of a pack, in a list that lets them share the reading of a resource."""

from collections.abc import Iterator

from pulumi_policy import Policy

from compute_gallery_policies.request import Memory, Request, enter
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_policies.stack_policy import StackPolicy

__all__ = ["PolicyList"]

OWN = (RulePolicy, StackPolicy)


class PolicyList(list[Policy]):
    """Policies of this pack, and others, to be given to `PolicyPack` as they are.

    For each question of the engine `pulumi_policy` goes through the list, and unpacks the resource anew for each policy
    that it meets, which costs more than most rules do. So one pass through this list is one question: the first rule
    that is asked reads the resource, and from then on a rule that has nothing to say is not met at all, which counts as
    passed. A rule that does not apply is met and says so, and one with findings reports them itself, at its own level.
    One that found nothing in the resource before is not even run, where all that it looked at there is the same.

    A rule's config comes only with its own call. The first question goes to every rule with settings; later ones use
    what it taught. Where `PolicyPack` goes another way than this, each rule is asked and reads the resource itself: the
    verdicts are the same.
    """

    def __init__(self, policies: list[Policy]) -> None:
        """Take the policies in the order in which they are asked."""
        super().__init__(policies)
        self._memory = Memory()

    def __iter__(self) -> Iterator[Policy]:
        """Go through the policies that have something to say."""
        request = Request(self._memory)
        before = enter(request)
        try:
            for policy in super().__iter__():
                if isinstance(policy, OWN) and policy.is_settled(request):
                    continue
                yield policy
                enter(request)
            request.end()
        finally:
            enter(before)
