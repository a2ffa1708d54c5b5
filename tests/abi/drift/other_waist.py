#!/usr/bin/python3
"""Copies the waist's headers and turns them into those of another day: older, newer or epoch.

older   level 1: the last function of a table and the last field of the error are not there yet
newer   level 3: a function, a field of the route and one of the error have been appended
epoch   the next epoch
"""
import pathlib
import shutil
import sys

CHANGES = {
    "older": [("base.h", "#define STY_ABI_LEVEL 2u", "#define STY_ABI_LEVEL 1u"),
              ("base.h", "    sty_buf details;", "    /* not yet */"),
              ("http.h", "    sty_rc (*stream_send)(sty_ctx* ctx, sty_str topic, const sty_stream_message* message,\n"
                         "                          sty_error* error);\n", "")],
    "newer": [("base.h", "#define STY_ABI_LEVEL 2u", "#define STY_ABI_LEVEL 3u"),
              ("base.h", "} sty_error;", "    sty_buf hint;\n} sty_error;"),
              ("http.h", "} sty_route;", "    sty_str note;\n} sty_route;"),
              ("log.h", "} sty_api_log;", "    void (*flush)(const sty_host* host);\n} sty_api_log;")],
    "epoch": [("base.h", "    1u /* raised only", "    2u /* raised only")],
}


def main():
    headers, day, target = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(headers / "statybos" / "abi", target / "statybos" / "abi")
    for name, old, new in CHANGES[day]:
        path = target / "statybos" / "abi" / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"{path}: \"{old}\" should stand in it once; mend {__file__}")
        path.write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    main()
