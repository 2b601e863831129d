"""Plays a recorded conversation against an emulator and says what differs."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.emulator.emulator_harness import SUBSCRIPTION, Arm
from tests.emulator.replay.comparison import Comparison
from tests.emulator.replay.recording import Exchange, Recording
from tests.emulator.replay.scope import kind_of, reason_to_skip
from tests.emulator.replay.sources import Sources

__all__ = ["Report", "play"]

_LONG = 1_000
"""Seconds after which every operation of the emulator has ended, at a replication time of ten seconds."""


@dataclass
class Report:
    """What became of the exchanges of one recording."""

    name: str
    matched: Counter[str] = field(default_factory=Counter)
    played: Counter[str] = field(default_factory=Counter)
    """By what they are about."""
    skipped: Counter[str] = field(default_factory=Counter)
    """By reason."""
    differences: list[str] = field(default_factory=list)


def play(recording: Recording, arm: Arm) -> Report:
    """Play all exchanges in their order against a fresh emulator whose replication takes some time."""
    player = _Player(recording, arm)
    for number, exchange in enumerate(recording.exchanges):
        player.play(number, exchange)
    player.finish()
    return player.report


class _Player:
    def __init__(self, recording: Recording, arm: Arm) -> None:
        self._recording = recording
        self._arm = arm
        self._comparison = Comparison(SUBSCRIPTION)
        self._sources = Sources(arm, recording, self._comparison.ours)
        self._seen: dict[int, list[Any]] = {}
        self._open: dict[int, Exchange] = {
            number: exchange
            for number, exchange in enumerate(recording.exchanges)
            if exchange.method == "GET" and exchange.first_response is not None and "Operations/" not in exchange.path
        }
        self.report = Report(recording.name)

    def play(self, number: int, exchange: Exchange) -> None:
        reason = reason_to_skip(exchange)
        if reason:
            self.report.skipped[reason] += 1
            return
        kind = kind_of(exchange)
        self.report.played[kind] += 1
        polled = "/capsOperations/" in exchange.path and exchange.first_response is not None
        if not polled:
            self._settle()
        self._sources.before(exchange)
        self._comparison.ordered = kind != "beside a gallery"
        lines = [*self._sources.problems]
        if polled:
            lines += self._first_poll(exchange)
            self._settle()
        answer = self._send(exchange)
        lines += self._compare(exchange, answer)
        if number in self._open and answer.status_code == exchange.status:
            self._look_ahead()
            return
        self._conclude(number, exchange, lines)
        self._look_ahead()

    def _conclude(self, number: int, exchange: Exchange, lines: list[str]) -> None:
        if lines:
            where = f"{self._recording.name}[{number}] {exchange.method} {exchange.path}"
            self.report.differences.append("\n    ".join([where, *lines]))
        else:
            self.report.matched[kind_of(exchange)] += 1

    def finish(self) -> None:
        """Conclude the collapsed GETs of resources: their first and last answers have both been seen, whenever."""
        for number, exchange in self._open.items():
            if reason_to_skip(exchange):
                continue
            lines: list[str] = []
            for recorded in (exchange.first_response, exchange.response):
                tried = [self._comparison.copy().differences(recorded, seen) for seen in self._seen.get(number, [])]
                fewest: list[str] = min(tried, key=len, default=["never answered"])
                lines += fewest
            self._conclude(number, exchange, lines)

    def _settle(self) -> None:
        self._arm.advance(_LONG)

    def _send(self, exchange: Exchange) -> httpx.Response:
        body = self._comparison.sent(exchange.request)
        return self._arm(exchange.method, self._comparison.ours(exchange.path).replace(" ", "%20"), body)

    def _compare(self, exchange: Exchange, answer: httpx.Response) -> list[str]:
        if answer.status_code != exchange.status:
            return [f"status: recorded {exchange.status}, answered {answer.status_code} {answer.text[:600]}"]
        body = answer.json() if answer.content else None
        lines = []
        if exchange.method != "GET":
            lines += self._comparison.header_differences(exchange.headers, dict(answer.headers))
        recorded = exchange.response
        if exchange.bare_path.lower().endswith("/sharedgalleries") and isinstance(recorded, dict):
            own = [item for item in recorded.get("value", []) if self._comparison.is_ours(item["name"])]
            recorded = recorded | {"value": own}
        return lines + self._comparison.differences(recorded, body)

    def _first_poll(self, exchange: Exchange) -> list[str]:
        body = self._send(exchange).json()
        if body.get("status") == "Succeeded":
            return []
        return self._comparison.differences(exchange.first_response, body)

    def _look_ahead(self) -> None:
        """Keep what collapsed GETs of resources are answered now: the recording does not say when each was."""
        if self._open:
            self._settle()
        for number, exchange in self._open.items():
            answer = self._send(exchange)
            if answer.status_code == exchange.status and not reason_to_skip(exchange):
                self._seen.setdefault(number, []).append(answer.json())
