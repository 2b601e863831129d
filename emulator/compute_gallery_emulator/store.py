"""The state of one emulator in SQLite: resources and asynchronous operations, and when each of them settles.

Nothing runs in the background. A row says what its resource is going to be and the moment `due` from which it is so;
every read passes the present moment. A process that is killed and started again goes on where the clock is.
"""

import json
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from compute_gallery_emulator.json_values import JsonObject, dump_json
from compute_gallery_emulator.records import Operation, Record

__all__ = ["DataFileError", "Store"]

_APPLICATION_ID = 0x41434745
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE resources (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, container TEXT NOT NULL, subscription TEXT NOT NULL,
    body TEXT NOT NULL, private TEXT NOT NULL, state TEXT NOT NULL, due INTEGER NOT NULL, sequence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_container ON resources (container, type, sequence);
CREATE INDEX by_subscription ON resources (subscription, type, sequence);
CREATE INDEX by_due ON resources (subscription, type, due);
CREATE TABLE operations (
    id TEXT PRIMARY KEY, subscription TEXT NOT NULL, started INTEGER NOT NULL, due INTEGER NOT NULL, error TEXT
) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = "id, type, container, subscription, body, private, state, due, sequence"
_VISIBLE = "NOT (state IN ('Deleting', 'SoftDeleted') AND due <= ?)"


class DataFileError(Exception):
    """A data file that cannot be used; the message says why in one line."""


class Store:
    """The data file, held by this process alone. `path` may be ":memory:".

    Raises `DataFileError` for a file that cannot be opened or created, is not an emulator's, is damaged, or is in use.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        if path != ":memory:" and Path(path).is_dir():
            raise DataFileError(f"the data file {path} is a directory")
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.2, check_same_thread=False)
            self._prepare()
        except sqlite3.Error as error:
            reason = "another emulator is using it" if "locked" in str(error) else str(error)
            raise DataFileError(f"the data file {path} cannot be used: {reason}") from None

    def _prepare(self) -> None:
        execute = self._connection.execute
        # One process owns the file: the lock lasts until the process ends, however it ends.
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("PRAGMA journal_mode = WAL")
        # Without a sync at each commit: what is written survives the end of the process, not that of the machine.
        execute("PRAGMA synchronous = NORMAL")
        execute("BEGIN EXCLUSIVE")
        version, application = (execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id"))
        tables = execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables and not version and not application:
            for statement in _SCHEMA.split(";"):
                execute(statement)
            execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        elif (version, application) != (_SCHEMA_VERSION, _APPLICATION_ID):
            raise DataFileError(f"the data file {self._path} was not written by this version of the emulator")
        execute("COMMIT")
        if execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DataFileError(f"the data file {self._path} is damaged")

    def close(self) -> None:
        """Release the data file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Do everything inside, or nothing. What was done is in the data file when this returns."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back by itself where, for instance, the disk is full.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def forget_before(self, moment: int) -> None:
        """Drop what was deleted, and operations that ended, before a moment; soft-deleted resources stay."""
        with self.transaction():
            self._connection.execute("DELETE FROM resources WHERE state = 'Deleting' AND due < ?", (moment,))
            self._connection.execute("DELETE FROM operations WHERE due < ?", (moment,))

    def fact(self, name: str) -> int:
        """Return a number kept under a name, or 0."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def set_fact(self, name: str, value: int) -> None:
        """Keep a number under a name."""
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def get(self, key: str, now: int) -> Record | None:
        """Return the resource with this key, unless its deletion is done."""
        query = f"SELECT {_COLUMNS} FROM resources WHERE key = ? AND {_VISIBLE}"  # noqa: S608 - constants only
        row = self._connection.execute(query, (key, now)).fetchone()
        return _record(row) if row else None

    def soft_deleted(self, key: str, now: int) -> Record | None:
        """Return a deleted resource that its gallery still keeps."""
        query = f"SELECT {_COLUMNS} FROM resources WHERE key = ? AND state = 'SoftDeleted' AND due <= ?"  # noqa: S608 - constants only
        row = self._connection.execute(query, (key, now)).fetchone()
        return _record(row) if row else None

    def put(self, record: Record) -> Record:
        """Write the resource, in the place of an earlier one of the same key.

        Return it with its number in the order of creation.
        """
        if not record.sequence:
            sequence = self.fact("sequence") + 1
            self.set_fact("sequence", sequence)
            record = replace(record, sequence=sequence)
        self._connection.execute(
            "INSERT OR REPLACE INTO resources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.key,
                record.id,
                record.type.lower(),
                record.container,
                record.subscription,
                dump_json(record.body),
                dump_json(record.private),
                record.state,
                record.due,
                record.sequence,
            ),
        )
        return record

    def remove(self, key: str) -> None:
        """Forget the resource at once."""
        self._connection.execute("DELETE FROM resources WHERE key = ?", (key,))

    def in_container(
        self, container: str, type_name: str, now: int, *, after: int = 0, limit: int = -1
    ) -> list[Record]:
        """Return resources of a type that stand directly in a resource, group or scope, in the order of creation."""
        return self._select("container = ? AND type = ?", (container, type_name.lower()), now, after, limit)

    def in_subscription(
        self, subscription: str, type_name: str, now: int, *, after: int = 0, limit: int = -1
    ) -> list[Record]:
        """Return all resources of a type in a subscription, in the order of creation."""
        return self._select(
            "subscription = ? AND type = ?", (subscription.lower(), type_name.lower()), now, after, limit
        )

    def created(self) -> int:
        """Return how many resources of all types have ever been created."""
        return self.fact("sequence")

    def count(self, subscription: str, type_name: str) -> int:
        """Return how many resources of a type a subscription has, or a few more: those just deleted count too."""
        query = "SELECT count(*) FROM resources WHERE subscription = ? AND type = ?"
        return int(self._connection.execute(query, (subscription.lower(), type_name.lower())).fetchone()[0])

    def of_type(self, type_name: str, now: int) -> list[Record]:
        """Return all resources of a type in all subscriptions, in the order of creation."""
        return self._select("type = ?", (type_name.lower(),), now, 0, -1)

    def soft_deleted_in(self, container: str, type_name: str, now: int) -> list[Record]:
        """Return the deleted resources of a type that a resource's gallery still keeps, in the order of creation."""
        query = (
            f"SELECT {_COLUMNS} FROM resources WHERE container = ? AND type = ? AND state = 'SoftDeleted' "  # noqa: S608 - constants only
            "AND due <= ? ORDER BY sequence"
        )
        return [_record(row) for row in self._connection.execute(query, (container, type_name.lower(), now))]

    def unsettled(self, subscription: str, type_name: str, now: int) -> list[Record]:
        """Return the resources of a type in a subscription on which an operation is going on."""
        # The plus sign keeps SQLite from walking all of the type in the order of creation: few have an operation.
        query = (
            f"SELECT {_COLUMNS} FROM resources WHERE subscription = ? AND type = ? AND due > ? "  # noqa: S608 - constants only
            "ORDER BY +sequence"
        )
        rows = self._connection.execute(query, (subscription.lower(), type_name.lower(), now))
        return [_record(row) for row in rows]

    def below(self, key: str, now: int, *, after: int = 0, limit: int = -1) -> list[Record]:
        """Return everything whose id begins with this one, at any depth, in the order of creation."""
        return self._select("key >= ? AND key < ?", (f"{key}/", f"{key}0"), now, after, limit)

    def _select(self, where: str, values: tuple[str, ...], now: int, after: int, limit: int) -> list[Record]:
        chosen = f"SELECT {_COLUMNS} FROM resources WHERE {where} AND {_VISIBLE}"  # noqa: S608 - constants only
        rows = self._connection.execute(
            f"{chosen} AND sequence > ? ORDER BY sequence LIMIT ?", (*values, now, after, limit)
        )
        return [_record(row) for row in rows]

    def put_operation(self, operation: Operation) -> None:
        """Write an operation."""
        error = dump_json(operation.error) if operation.error is not None else None
        self._connection.execute(
            "INSERT INTO operations VALUES (?, ?, ?, ?, ?)",
            (operation.id, operation.subscription.lower(), operation.started, operation.due, error),
        )

    def fail_operation(self, operation_id: str, error: JsonObject) -> None:
        """Let an operation that has been written end with an error."""
        self._connection.execute("UPDATE operations SET error = ? WHERE id = ?", (dump_json(error), operation_id))

    def operation(self, operation_id: str) -> Operation | None:
        """Return the operation with this id."""
        query = "SELECT id, subscription, started, due, error FROM operations WHERE id = ?"
        row = self._connection.execute(query, (operation_id,)).fetchone()
        if row is None:
            return None
        error = json.loads(row[4]) if row[4] else None
        return Operation(id=row[0], subscription=row[1], started=row[2], due=row[3], error=error)


def _record(row: tuple[str, str, str, str, str, str, str, int, int]) -> Record:
    id_, type_, container, subscription, body, private, state, due, sequence = row
    return Record(
        id=id_,
        type=type_,
        container=container,
        subscription=subscription,
        body=json.loads(body),
        private=json.loads(private),
        state=state,
        due=due,
        sequence=sequence,
    )
