"""Keys, trust files and packed lists, as list managers read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA
from border_check.signing.keys import PublicKey
from border_check.signing.package import Manifest
from border_check.signing.trust import SignedTrust


def key_report(key: PublicKey) -> str:
    """Its id, and the line of its file."""
    return f"key {key.id}\n  {key.text}\n"


def key_to_wire(key: PublicKey) -> dict[str, Any]:
    """The same in JSON."""
    return {"schema": SCHEMA, "key": key.id, "public": key.text}


def trust_report(signed: SignedTrust) -> str:
    """Version, end, and the keys of each role."""
    trust = signed.trust
    lines = [
        f"trust version {trust.version}, until {trust.expires}",
        f"  fingerprint of the root keys  {trust.fingerprint}",
    ]
    for role, keys in trust.roles.items():
        lines.append(f"  {role}: {keys.threshold} of {len(keys.keys)} keys have to sign")
        lines += [f"    {own}" for own in sorted(keys.keys)]
    if signed.signatures:
        lines.append(f"  signed by {', '.join(sorted(signed.signatures))}")
    return "\n".join(lines) + "\n"


def trust_to_wire(signed: SignedTrust) -> dict[str, Any]:
    """The same in JSON."""
    trust = signed.trust
    return {
        "schema": SCHEMA,
        "version": trust.version,
        "expires": trust.expires,
        "fingerprint": trust.fingerprint,
        "roles": {
            role: {"keys": sorted(keys.keys), "threshold": keys.threshold}
            for role, keys in trust.roles.items()
        },
        "signed_by": sorted(signed.signatures),
    }


def package_report(name: str, manifest: Manifest, signers: Sequence[str]) -> str:
    """What a packed list is, and who signed it."""
    base = manifest.versions[len(manifest.packed) :]
    records, unpacked = manifest.records, sum(file.size for file in manifest.files)
    lines = [
        f"{plain(name)}: {plain(manifest.list)}, {records:,} records as of {manifest.as_of}",
        f"  package   {manifest.sequence}, made {manifest.created}, until {manifest.expires}",
        f"  version   {manifest.versions[0]}",
        *([f"  over      {base[0]}"] if base else []),
        f"  issuers   {len(manifest.issuers)}",
        f"  size      {manifest.frame_size:,} bytes, {unpacked:,} unpacked",
        f"  signed by {', '.join(signers) or 'nobody yet'}",
    ]
    return "\n".join(lines) + "\n"


def package_to_wire(manifest: Manifest, signers: Sequence[str]) -> dict[str, Any]:
    """The same in JSON."""
    return {
        "schema": SCHEMA,
        "list": manifest.list,
        "kind": manifest.kind,
        "sequence": manifest.sequence,
        "created": manifest.created,
        "expires": manifest.expires,
        "as_of": manifest.as_of,
        "version": manifest.versions[0],
        "over": next(iter(manifest.versions[len(manifest.packed) :]), None),
        "records": manifest.records,
        "issuers": dict(manifest.issuers),
        "size": manifest.frame_size,
        "signed_by": list(signers),
    }
