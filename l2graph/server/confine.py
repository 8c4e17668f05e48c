"""Take from a worker process what it never needs: memory without end, the network, other programs.

Oxigraph knows no limits and would fetch what `SERVICE` and `LOAD` name. Those are refused by their text (`l2graph.sparql`); here
the kernel refuses them as well, so that no slip in reading a query lets a request leave the machine.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
ALLOW, DENY = 0x7FFF0000, 0x00050000 | 1  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06  # of classic BPF
NUMBER, ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
# socket, connect, sendto, execve, execveat, ptrace, io_uring_setup
CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, (41, 42, 44, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 206, 221, 281, 117, 425)),
}
X32 = 0x40000000  # the same calls under other numbers


def confine(memory: int) -> None:
    """Limit this process for good: `memory` bytes more than it has now, no network, no programs; it ends with its parent."""
    limit_memory(memory)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        cut_network()


def limit_memory(memory: int) -> None:
    """Let this process have `memory` bytes more than it has now.

    Linux counts what is written (RLIMIT_DATA); elsewhere there is only the size of the address space.
    """
    if sys.platform == "linux":
        most = _data_size() + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory + (4 << 30), resource.getrlimit(resource.RLIMIT_AS)[1]))


def cut_network() -> bool:
    """Have the kernel refuse sockets and programs to this process from now on; tell whether it does."""
    known = CALLS.get(platform.machine())
    if known is None:
        return False
    architecture, numbers = known
    numbers = (*numbers, *(number | X32 for number in numbers)) if platform.machine() == "x86_64" else numbers
    steps = [(LOAD_WORD, 0, 0, ARCHITECTURE), (JUMP_IF_EQUAL, 1, 0, architecture), (RETURN, 0, 0, DENY), (LOAD_WORD, 0, 0, NUMBER)]
    steps += [(JUMP_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, DENY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))  # struct sock_fprog
    return _prctl(PR_SET_NO_NEW_PRIVS, 1) and _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(program))


def resident_bytes() -> int:
    """Return how much memory this process holds; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _data_size() -> int:
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _prctl(option: int, argument: object, more: object = 0) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(option, argument, more, 0, 0) == 0)
