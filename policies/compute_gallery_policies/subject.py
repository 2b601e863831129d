"""A resource as the rules judge it: what kind it is, its plain inputs, and the names that its user wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pulumi_policy import ResourceValidationArgs

from compute_gallery_policies.classic import as_native, written_in_classic
from compute_gallery_policies.plain import plain
from compute_gallery_policies.tokens import ResourceType, parse_token
from compute_gallery_policies.wire import public_inputs
from compute_gallery_rules import UNKNOWN, Context, Finding, ResourceKind
from compute_gallery_rules.azure.features import SECURITY_TYPE, features_known
from compute_gallery_rules.values.inputs import Inputs, entries, read, text

__all__ = ["Subject"]

# From this API version on, a definition without a generation becomes V2, and one of V2 without a security type supports
# trusted launch (Azure's page on galleries).
TRUSTED_LAUNCH_BY_DEFAULT = "20250303"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged."""

    token: str
    resource_type: ResourceType
    name: str
    """The name under which the program declares it."""
    inputs: Inputs
    """In azure-native's shape, with UNKNOWN where a preview cannot know."""
    public: Inputs | None = None
    """The same with UNKNOWN for secrets too; None where there are none."""

    @classmethod
    def of(cls, args: ResourceValidationArgs) -> "Subject | None":
        """Read a resource; None for one that no rule judges."""
        resource_type = parse_token(args.resource_type)
        if resource_type is None:
            return None
        public = public_inputs(args.urn)
        return cls(
            args.resource_type,
            resource_type,
            args.name,
            judged_inputs(plain(args.props), resource_type),
            judged_inputs(public, resource_type) if public is not None else None,
        )

    context: Context = field(init=False)
    """What checks need beside the inputs. A policy cannot see what exists already: an end of life that has passed stays
    a warning (estates age)."""

    def __post_init__(self) -> None:
        """Fix the moment that counts as now."""
        context = Context(self.resource_type.kind, today=datetime.now(UTC), published=True)
        object.__setattr__(self, "context", context)

    @property
    def kind(self) -> ResourceKind:
        """Which resource it is."""
        return self.resource_type.kind

    @property
    def title(self) -> str:
        """How messages call it: by the type's own name, and its name in the program."""
        return f"{self.token.rpartition(':')[2]} {self.name}"

    def in_public(self) -> "Subject":
        """Return the resource as one sees it who knows no secret."""
        return self if self.public is None else replace(self, inputs=self.public)

    def say_in_public(self, finding: Finding, url: str) -> str:
        """Say where something was found that depends on a secret, and nothing that tells what the secret is."""
        field = public_part(finding.field, self.public or {})
        shown = written_in_classic(field, self.kind) if self.resource_type.is_classic else field
        where = f"{self.title}: {shown}" if shown else self.title
        return f"{where} depends on a secret, which is not shown, and breaks this rule. Allowed: see {url}."

    def say(self, finding: Finding) -> str:
        """Say what was found, under the names that the user wrote."""
        if not self.resource_type.is_classic:
            return finding.text(self.title)
        said = replace(
            finding,
            field=written_in_classic(finding.field, self.kind),
            problem=written_in_classic(finding.problem, self.kind),
            allowed=written_in_classic(finding.allowed, self.kind),
            instead=written_in_classic(finding.instead, self.kind) if finding.instead else None,
        )
        return said.text(self.title)


def public_part(field: str, public: Inputs) -> str:
    """Return the part of a path that can be seen without a secret: it ends where a secret begins."""
    seen = ""
    value: object = public
    for part in re.findall(r"\[\d+\]|[^.\[\]]+", field):
        inner: object = None
        if isinstance(value, Mapping):
            inner = value.get(part)
        elif isinstance(value, list) and part.startswith("["):
            index = int(part[1:-1])
            inner = value[index] if index < len(value) else None
        if inner is None:
            break
        seen += part if part.startswith("[") or not seen else f".{part}"
        value = inner
    return seen


def judged_inputs(inputs: dict[str, object], resource_type: ResourceType) -> dict[str, object]:
    """Return plain inputs in the shape that rules judge.

    Defaults that Azure has only in later API versions are filled in where the token names such a version.
    """
    if resource_type.is_classic:
        return as_native(inputs, resource_type.kind)
    is_definition = resource_type.kind is ResourceKind.IMAGE_DEFINITION
    if is_definition and (resource_type.api_version or "") >= TRUSTED_LAUNCH_BY_DEFAULT:
        inputs.setdefault("hyperVGeneration", "V2")
        inputs |= _default_security_type(inputs)
    return inputs


def _default_security_type(definition: Inputs) -> dict[str, object]:
    """Return the features of a definition without a security type, with the one that Azure gives it.

    Nothing where it has one, or is V1; what is not known stays so.
    """
    generation, features = definition.get("hyperVGeneration"), definition.get("features")
    first = generation is not UNKNOWN and not (isinstance(generation, str) and generation.strip().upper() == "V2")
    names = [text(read(feature, "name")) for _, feature in entries(definition, "features")]
    named = any(isinstance(name, str) and name.strip().lower() == SECURITY_TYPE.lower() for name in names)
    if first or named or not features_known(definition) or not isinstance(features, list | None):
        return {}
    value = UNKNOWN if generation is UNKNOWN else "TrustedLaunchSupported"
    return {"features": [*(features or ()), {"name": SECURITY_TYPE, "value": value}]}
