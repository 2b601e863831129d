"""Galleries, definitions and versions with all kinds of values, as a program of any language might declare them."""

from typing import Any

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
SOURCES = f"{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Compute"
PLACE: dict[str, Any] = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}

RINGED: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "ringed"},
    "rings": [
        {"name": "early", "replicate_to": ["chinanorth2"]},
        {"name": "broad", "target_regions": [{"name": "China North 3", "regional_replica_count": 2}]},
    ],
    "retention": {"keep": 2, "pinned": ["1.0.0"]},
    "demand": {"China North 2": {"virtual_machines": 120, "virtual_machine_scale_sets": 1}},
    "role_assignments": [{"principal_id": "11111111-1111-1111-1111-111111111111", "role": "Reader"}],
    "versions": {
        "1.0.0": {"source": {"snapshot_id": f"{SOURCES}/snapshots/myOSSnapshot"}, "promoted_to": "broad"},
        "1.0.1": {"source": {"snapshot_id": f"{SOURCES}/snapshots/myOSSnapshot"}, "tags": {"build_number": "42"}},
    },
}

SIZED: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "sized"},
    "recommended": {"v_cpus": {"min": 2, "max": 64}, "memory": {"min": 4, "max": 256}},
    "disallowed": {"disk_types": ["Standard_LRS"]},
    "description": "Linux, to size",
    "versions": {
        "2.0.0": {
            "source": {"virtual_machine_id": f"{SOURCES}/virtualMachines/myVM"},
            "replica_count": 3,
            "exclude_from_latest": False,
            "end_of_life_date": "2035-12-31",
            "target_regions": [
                {"name": "chinaeast2", "storage_account_type": "premium_lrs"},
                {"name": "chinanorth2", "regional_replica_count": 2, "exclude_from_latest": True},
            ],
        }
    },
}

NESTED: dict[str, Any] = {
    "gallery_name": "nested",
    **PLACE,
    "description": "All kinds of values",
    "tags": {"team": "images", "cost_centre": "4711"},
    "soft_delete_policy": {"is_soft_delete_enabled": True},
    "mirror": {"gallery_name": "mirrored", "location": "chinanorth2"},
    "definitions": {"ringed": RINGED, "sized": SIZED},
}

SEPARATE: dict[str, Any] = {
    "gallery_name": "separate",
    **PLACE,
    "lock": {"level": "CanNotDelete", "notes": "Ask the image team"},
}

ALONE: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "alone"},
    **PLACE,
}

REGIONS = [{"name": "chinaeast2", "regional_replica_count": 2}, {"name": "China North 2"}]
DATA_DISKS = [{"lun": 3, "source": {"snapshot_id": f"{SOURCES}/snapshots/myDataSnapshot"}, "host_caching": "ReadOnly"}]
"""What a program may know only when it runs: whole lists of objects, with whole numbers in them."""
