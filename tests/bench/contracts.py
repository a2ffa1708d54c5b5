"""The row about a call through a contract of the SDK."""

import statistics
import subprocess

from rows import Row


def contract_calls(bench, plan):
    text = subprocess.run([bench.build / "bin" / "bench_calls", str(plan.rounds * 3), str(plan.calls)],
                          capture_output=True, text=True, check=True).stdout
    kinds = {}
    for line in text.splitlines():
        kind, nanoseconds = line.split()
        kinds.setdefault(kind, []).append(float(nanoseconds))
    figure = {kind: statistics.median(values) for kind, values in kinds.items()}
    more = figure["contract"] - figure["virtual"]
    lines = ["Use<Meter> of a plugin that the kernel loaded, a number in and out; the same class without a kernel",
             f"through a decorator {figure['decorated']:.1f} ns; an empty call of the loop {figure['control']:.1f} ns",
             f"a record in and out {figure['contract_record']:.0f} ns, as a virtual call "
             f"{figure['virtual_record']:.0f} ns"]
    return Row("call through a contract", f"{figure['contract']:.1f} ns", f"{figure['virtual']:.1f} ns", "C++ virtual call",
               f"+{more:.1f} ns", "<= +5 ns", more <= 5, lines)
