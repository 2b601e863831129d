"""What a pack's policies share while the engine asks for one verdict: a resource is read once, not by each rule."""

from collections.abc import Mapping, Sequence
from threading import local

from pulumi_policy import PolicyResource, ResourceValidationArgs

from compute_gallery_policies.stack_resources import declared_resources, plain_outputs
from compute_gallery_policies.subject import Subject
from compute_gallery_policies.unchanged import Judged, changed, spelled
from compute_gallery_policies.wire import public_outputs
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.together.declared import DeclaredResource
from compute_gallery_rules.values.inputs import Inputs

__all__ = ["Memory", "Request", "current_request", "enter"]

Config = Mapping[str, object]
THREAD = local()
"""The engine's questions may come in parallel; each is answered by one thread from beginning to end."""


class Memory:
    """What a pack keeps between the engine's questions."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.configs: Mapping[str, Config] | None = None
        """The config of each enabled rule, once all have been asked. Pulumi sets it, as it does the levels, before the
        first question and does not change it."""
        self.arguments: Mapping[str, Config] = {}
        """The settings of each enabled rule whose config fits them, as keyword arguments."""
        self.inputs: dict[str, Inputs] = {}
        """The inputs of the resources that were judged, by URN: what a stack gives back tells less in a preview."""
        self.public: dict[str, Inputs] = {}
        """The same with UNKNOWN for secrets."""
        self.judged: dict[ResourceKind, Judged] = {}
        """The resource of each kind that was judged last."""


class Request:
    """One question of the engine: a resource, or a stack."""

    def __init__(self, memory: Memory) -> None:
        """Begin a question, with what the pack remembers."""
        self.memory = memory
        self.configs: dict[str, Config] = {}
        """The configs that came with this question."""
        self.arguments: dict[str, Config] = {}
        """Those that fit the settings, as keyword arguments."""
        self.urn: str | None = None
        """The resource that is judged; None before the first rule has read it."""
        self.subject: Subject | None = None
        self.fields: Mapping[str, str] = {}
        """The inputs of the resource, each as it is spelled."""
        self.changed: frozenset[str] = frozenset()
        """Those that are not the same as in the resource of its kind that was judged before."""
        self.settled_before: Mapping[str, frozenset[str]] = {}
        """What the rules looked at that found nothing in that one."""
        self.settled: dict[str, frozenset[str]] = {}
        """The same of this one, so far."""
        self.resources: Sequence[DeclaredResource] | None = None
        """The resources of the stack that is judged; None before the first rule has read them."""
        self.public_resources: Sequence[DeclaredResource] | None = None
        """The same as one sees them who knows no secret."""

    def read(self, args: ResourceValidationArgs) -> Subject | None:
        """Return the resource as rules judge it; None for one that no rule judges."""
        if self.urn != args.urn:
            self.subject = Subject.of(args)
            self.urn = args.urn
            if self.subject:
                self.memory.inputs[args.urn] = self.subject.inputs
                self.memory.public[args.urn] = self.subject.in_public().inputs
                self.fields = spelled(self.subject.inputs)
                if before := self.memory.judged.get(self.subject.kind):
                    self.changed, self.settled_before = changed(before.fields, self.fields), before.looked_at
        return self.subject

    def read_stack(self, resources: Sequence[PolicyResource]) -> Sequence[DeclaredResource]:
        """Return the resources of the stack as rules judge them."""
        if self.resources is None:
            self.resources = self.public_resources = declared_resources(resources, self.memory.inputs)
            public = public_outputs()
            if public is not None or self.memory.public != self.memory.inputs:
                self.public_resources = declared_resources(
                    resources,
                    self.memory.public,
                    plain_outputs if public is None else lambda resource: public.get(resource.urn, {}),
                )
        return self.resources

    def told(self, rule: str, config: Config, arguments: Config | None) -> None:
        """Note the config that a rule was given, and the arguments that it makes; None where it does not fit."""
        self.configs[rule] = config
        if arguments is not None:
            self.arguments[rule] = arguments
        known = self.memory.configs
        if known is not None and known.get(rule) != config:
            self.memory.configs = None

    def is_enabled(self, rule: str) -> bool:
        """Whether a rule may be asked: it was in the first question, or that has not ended."""
        known = self.memory.configs
        return known is None or rule in known

    def known_arguments(self, rule: str) -> Config | None:
        """Return the arguments of a rule; None where they are not known, or do not fit the settings."""
        return self.memory.arguments.get(rule) if self.memory.configs is not None else None

    def is_unchanged(self, rule: str) -> bool:
        """Whether a rule found nothing in the resource before, and would look at nothing but the same in this one."""
        looked_at = self.settled_before.get(rule)
        if looked_at is None or not looked_at.isdisjoint(self.changed):
            return False
        self.settled[rule] = looked_at
        return True

    def end(self) -> None:
        """Remember what this question has taught, after all policies were asked."""
        if self.subject is not None:
            self.memory.judged[self.subject.kind] = Judged(self.fields, self.settled)
        if self.urn is not None and self.memory.configs is None:
            self.memory.arguments = dict(self.arguments)
            self.memory.configs = dict(self.configs)


def current_request() -> Request:
    """Return the question that this thread answers; one of its own where the policies are in no `PolicyList`."""
    request: Request | None = getattr(THREAD, "request", None)
    return request or Request(Memory())


def enter(request: Request | None) -> Request | None:
    """Make a question the current one, and return the one before."""
    before: Request | None = getattr(THREAD, "request", None)
    THREAD.request = request
    return before
