"""The header of a shared library: for which processor it was built."""

from typing import Final

MACHINES: Final = {0x3E: "x86_64", 0xB7: "arm64"}
"""`e_machine` of an ELF file (System V ABI): EM_X86_64, EM_AARCH64."""
_LITTLE_ENDIAN: Final = 1


def machine_of(library: bytes) -> str:
    """The processor by Lambda's name; raises KeyError for another, ValueError for another file."""
    if library[:4] != b"\x7fELF" or library[5] != _LITTLE_ENDIAN:
        raise ValueError("no library of this machine's kind")
    return MACHINES[int.from_bytes(library[18:20], "little")]
