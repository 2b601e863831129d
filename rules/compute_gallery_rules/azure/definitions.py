"""What an image definition says of its purchase plan and of the machines that it is meant for."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, integer, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["PLAN_FIELDS", "purchase_plan_complete", "recommended_range"]

PLAN_FIELDS = ("name", "product", "publisher")
RANGES = {"vCPUs": "cores", "memory": "GB of memory"}


def purchase_plan_complete(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a purchase plan has its name, product and publisher, or that there is none (S15).

    Sources: the source document (a third-party image's plan must be given exactly); Azure Verified Modules require all
    three. Azure itself may take less, and then refuse the virtual machine.
    """
    plan = inputs.get("purchasePlan")
    if not isinstance(plan, Mapping):
        return
    parts = {field: plan.get(field) for field in PLAN_FIELDS}
    if all(part is None for part in parts.values()):
        return
    for field, part in parts.items():
        if text(part) is None:
            problem = "is missing from the purchase plan"
            yield Problem(f"purchasePlan.{field}", part, problem, "name, product and publisher, or no plan")


def recommended_range(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check the recommended vCPUs and memory: whole numbers from 1, the minimum not above the maximum (S14).

    Sources: Azure's troubleshooting page, "The minimum value of <property> must not be greater than the maximum value";
    azurerm and Azure Verified Modules (at least 1). No highest number is checked: published templates go far beyond
    those of the peers.
    """
    for name, unit in RANGES.items():
        bounds = {bound: read(inputs, f"recommended.{name}.{bound}") for bound in ("min", "max")}
        numbers: dict[str, int] = {}
        for bound, value in bounds.items():
            number = integer(value)
            if isinstance(number, int) and number >= 1:
                numbers[bound] = number
            elif value is not None and number is not UNKNOWN:
                field = f"recommended.{name}.{bound}"
                yield Problem(field, value, f"is no number of {unit}", "a whole number from 1")
        if len(numbers) == len(bounds) and numbers["min"] > numbers["max"]:
            yield Problem(
                f"recommended.{name}.min",
                numbers["min"],
                f"is greater than the maximum {numbers['max']}",
                "a minimum that is not greater than the maximum",
                f"min {numbers['max']} and max {numbers['min']}, if they were swapped",
            )
