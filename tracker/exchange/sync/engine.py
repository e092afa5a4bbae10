"""The writes of all machines that still count, merged by loro; the only module that knows it.

A write is a text under a key of its own, which is never used again. Whoever replaces or deletes a record removes the
keys of the writes that they have seen, and no others; so of two machines that wrote without having seen each other's
write, both writes stay, and all machines that have the same updates have the same writes, in whatever order the
updates came and however often.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterable

from loro import CounterSpan, ExportMode, IdSpan, LoroDoc, VersionVector

# What an update or a snapshot may be at most when it is unpacked, so that no small file can fill the memory.
MAX_BYTES = 512 * 1024 * 1024
_LEVEL_FAST, _LEVEL_SMALL = 1, 9


class UnreadableUpdateError(Exception):
    """Bytes that are no update: damaged, cut off, or something else."""


class WriteSet:
    """The writes that still count, by key; `pieces` are what `snapshot`, `since` and `own` returned, in any order."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self._doc = LoroDoc()
        self._map = self._doc.get_map("writes")
        for piece in pieces:
            self.merge(piece)

    def write_keys(self) -> frozenset[str]:
        """The keys of all writes that still count."""
        return frozenset(self._map.keys())

    def text(self, key: str) -> str | None:
        """The text of a write; None where there is none, or it is no text."""
        value = self._map.get(key)
        text = None if value is None else value.value
        return text if isinstance(text, str) else None

    def merge(self, update: bytes) -> bool:
        """Take an update in; False where it rests on others that have not come yet. Raises UnreadableUpdateError.

        What has not come is not kept by `snapshot`: the same update must be merged again later.
        """
        data = _unpacked(update)
        try:
            return self._doc.import_(data).pending is None
        except BaseException as error:
            # loro raises BaseException itself for what it cannot read, and a panic is derived from it too.
            if type(error) is BaseException or type(error).__name__ == "PanicException":
                raise UnreadableUpdateError(str(error)) from None
            raise

    def write_as(self, peer: int) -> None:
        """Name the writer of what `replace` writes from here on.

        Two that write at the same time must have different numbers, and so must two that each hold a copy of the same
        writes, or the copies differ for ever without anybody noticing; so a number is used again only by whoever holds
        everything that was written under it.
        """
        self._doc.peer_id = peer

    def replace(self, seen: Iterable[str], write: tuple[str, str] | None) -> None:
        """Remove the writes that were `seen` of a record, and add the key and text of a new one unless it is None."""
        for key in seen:
            if self._map.get(key) is not None:
                self._map.delete(key)
        if write is not None:
            self._map.insert(*write)
        self._doc.commit()

    def version(self) -> bytes:
        """Which updates are in it, for `since`."""
        return bytes(self._doc.oplog_vv.encode())

    def since(self, version: bytes) -> bytes:
        """An update with all that came after `version`."""
        return self._packed(ExportMode.Updates(VersionVector.decode(version)), _LEVEL_FAST)

    def other_peers(self, peers: Iterable[int]) -> frozenset[int]:
        """The writers of what is in it, but for `peers`."""
        return frozenset(span.peer for span in self._doc.oplog_vv.sub_iter(VersionVector())) - frozenset(peers)

    def extent(self, peers: Iterable[int]) -> bytes:
        """How much the writers `peers` have written, for telling whether that has changed."""
        written = self._doc.oplog_vv
        return repr([(peer, written.get_last(peer)) for peer in sorted(peers)]).encode()

    def own(self, peers: Iterable[int]) -> bytes | None:
        """An update with all that the writers `peers` wrote; None where that is nothing."""
        written = self._doc.oplog_vv
        last = {peer: written.get_last(peer) for peer in peers}
        spans = [IdSpan(peer, CounterSpan(0, end + 1)) for peer, end in sorted(last.items()) if end is not None]
        return self._packed(ExportMode.UpdatesInRange(spans), _LEVEL_SMALL) if spans else None

    def snapshot(self) -> bytes:
        """Everything, in a form that is read fast."""
        return self._packed(ExportMode.Snapshot(), _LEVEL_FAST)

    def _packed(self, mode: ExportMode, level: int) -> bytes:
        return zlib.compress(bytes(self._doc.export(mode)), level)


def new_peer() -> int:
    """A number for a writer that no other has."""
    return secrets.randbits(63)


def new_write_id() -> str:
    """The end of a write's key, which makes it one of its own."""
    return secrets.token_urlsafe(6)


def _unpacked(data: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise UnreadableUpdateError(str(error)) from None
    if not reader.eof or reader.unused_data:
        raise UnreadableUpdateError("it is cut off, or too large")
    return unpacked
