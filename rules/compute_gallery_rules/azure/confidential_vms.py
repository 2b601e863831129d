"""How confidential VMs are encrypted, region by region."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.encryption_sets import SECURE_SET_FIELD, SET_ALLOWED
from compute_gallery_rules.azure.replication import EXTENDED_LOCATIONS, TARGET_REGIONS
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.enumerations import CONFIDENTIAL, CONFIDENTIAL_TYPES
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.inputs import Inputs, entries, misshapen, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["CUSTOMER_KEY", "TYPE_FIELD", "confidential_vm_encryption", "outside_home"]

CUSTOMER_KEY = "EncryptedWithCmk"
WITHOUT_STATE = "NonPersistedTPM"
TYPE_FIELD = CONFIDENTIAL
TYPES = {each.lower(): each for each in CONFIDENTIAL_TYPES}


def confidential_vm_encryption(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check how the regions encrypt confidential VMs, and the edge zones that have an encryption.

    Source: Packer's checks of Azure's answers: a disk encryption set only with EncryptedWithCmk, which needs one in
    every region. That a region is another one than the version's own is a warning here, since it is refused under a
    definition of the security type ConfidentialVM; see `outside_home`.
    """
    places = [(path, place, _type(place)) for path, place in _places(inputs)]
    has_customer_key = any(kind == CUSTOMER_KEY for _, _, kind in places)
    for path, place, kind in places:
        secure = read(place, SECURE_SET_FIELD)
        if kind == CUSTOMER_KEY and secure is None:
            problem = "is missing with confidentialVMEncryptionType EncryptedWithCmk"
            yield Problem(f"{path}.{SECURE_SET_FIELD}", None, problem, SET_ALLOWED)
        if kind in (CUSTOMER_KEY, UNKNOWN):
            continue
        if isinstance(text(secure), str):
            problem = "stands without confidentialVMEncryptionType EncryptedWithCmk"
            allowed = f"a set only with {CUSTOMER_KEY}"
            yield Problem(f"{path}.{SECURE_SET_FIELD}", secure, problem, allowed, CUSTOMER_KEY)
        if has_customer_key and not misshapen(place, TYPE_FIELD):
            problem = f"{'is missing' if kind is None else 'stands'} while another region has EncryptedWithCmk"
            allowed = f"{CUSTOMER_KEY} in all target regions"
            yield Problem(f"{path}.{TYPE_FIELD}", kind, problem, allowed, CUSTOMER_KEY)
    yield from outside_home(inputs, Severity.WARNING)


def outside_home(inputs: Inputs, severity: Severity) -> Iterator[Problem]:
    """Yield each target region that a confidential version cannot be replicated to, as it is not the version's own.

    Source: reported by users of Packer, "Only the home region 'eastus' can be specified as a target region for Images
    with the ConfidentialVM feature unless the Confidential VM encryption type is set to 'NonPersistedTPM'".
    """
    home = text(inputs.get("location"))
    for path, region in entries(inputs, TARGET_REGIONS):
        name, kind = text(read(region, "name")), _type(region)
        if not isinstance(home, str) or not isinstance(name, str) or region_name(name) == region_name(home):
            continue
        if kind not in (None, UNKNOWN, WITHOUT_STATE):
            problem = f"is another region than the version's own, {printable(home)}, with the encryption type {kind}"
            allowed = f"the version's own region alone under the security type ConfidentialVM, or {WITHOUT_STATE}"
            yield Problem(f"{path}.name", name, problem, allowed, severity=severity)


def _places(inputs: Inputs) -> Iterator[tuple[str, object]]:
    yield from (each for each in entries(inputs, TARGET_REGIONS) if isinstance(each[1], Mapping))
    yield from (each for each in entries(inputs, EXTENDED_LOCATIONS) if read(each[1], "encryption") is not None)


def _type(place: object) -> object:
    """Return the type in Azure's spelling; None where there is none, UNKNOWN where it is not known, or no type."""
    value = read(place, TYPE_FIELD)
    if value is None:
        return None
    return TYPES.get(value.strip().lower(), UNKNOWN) if isinstance(value, str) else UNKNOWN
