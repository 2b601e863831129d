"""How far a version is on its way to its regions, in one line."""

from compute_gallery_emulator.json_values import JsonObject, list_at, text_at

__all__ = ["replication_progress"]


def _state(region: JsonObject) -> str:
    return (text_at(region, "state") or "").casefold()


def replication_progress(response: JsonObject) -> str | None:
    """Return for instance "replication: 3 of 5 regions", from a version read with $expand=ReplicationStatus, or None.

    A region that failed is named.
    """
    summary = list_at(response, "properties", "replicationStatus", "summary")
    if not summary:
        return None
    completed = sum(_state(region) == "completed" for region in summary)
    failed = [text_at(region, "region") or "?" for region in summary if _state(region) == "failed"]
    line = f"replication: {completed} of {len(summary)} regions"
    return f"{line}, failed in {', '.join(failed)}" if failed else line
