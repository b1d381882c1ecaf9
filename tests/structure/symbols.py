"""The rooms from tls down, and explain, call no function of printf's family, none that opens files, reads a clock, uses
the network or draws on a screen: neither their objects (arguments: their static libraries) nor their source."""

import re
import subprocess
import sys

import rooms

FORBIDDEN = re.compile(
    r"""_*(?:
        v?(?:f|s|sn|d|as|o|w|fw|sw)?printf(?:_chk)? | (?:v?(?:f|s)?scanf|__isoc99_v?(?:f|s)?scanf)
        | f?putc|putchar|f?puts|fwrite|fread|fgets|getline|perror|stdin|stdout|stderr|fflush|syslog
        | fopen(?:64)?|fdopen|freopen(?:64)?|fclose|open(?:at)?(?:64)?|creat|close|opendir|unlink|rename|mkdir
        | read|write|_exit|exit|getenv|system|popen|fork|exec[vl]p?e?
        | time|clock|clock_gettime|gettimeofday|localtime(?:_r)?|gmtime(?:_r)?|mktime|timegm|strftime|ctime(?:_r)?
        | sleep|usleep|nanosleep|alarm|signal|sigaction
        | socket(?:pair)?|connect|bind|listen|accept4?|send(?:to|msg)?|recv(?:from|msg)?|getaddrinfo|poll|ppoll|select
        | epoll_\w+|pipe2?
        | initscr|newterm|endwin|stdscr|curscr|doupdate|w?refresh|w?getch|w?move|w?(?:mv)?add(?:n?w?str|ch)|wprintw
    )""",
    re.X,
)
# Out of memory is told by a single write, because nothing else can be relied on then. Text is written to memory in two
# places (base/text.h, base/arena.h), which is no output.
EXCEPTIONS = {("memory.c", "write"), ("memory.c", "_exit"),
              *((file, name) for file in ("text.c", "arena.c")
                for name in ("vsnprintf", "__vsnprintf_chk", "#include <stdio.h>"))}

# An object is called after its source with the floor in front: language_row.c.
FLOOR = re.compile(f"^(?:{'|'.join(sorted({floor for floors in rooms.FLOORS.values() for floor in floors}))})_")


def undefined_symbols(archive):
    """Pairs of source file and symbol that its object refers to."""
    listing = subprocess.run(["nm", "-u", archive], check=True, capture_output=True, text=True).stdout
    member = ""
    for line in listing.splitlines():
        if line.endswith(":"):
            member = re.split(r"[/(]", line.rstrip("):"))[-1].removesuffix(".o")
            member = FLOOR.sub("", member)
        elif line.split()[:1] == ["U"]:
            yield member, line.split()[1].split("@")[0]


def in_objects(archives):
    for archive in archives:
        symbols = list(undefined_symbols(archive))
        if not symbols:
            yield f"{archive}: nothing could be read from it"
        for member, symbol in symbols:
            if FORBIDDEN.fullmatch(symbol) and (member, symbol) not in EXCEPTIONS:
                yield f"{archive}: {member} refers to {symbol}"


def in_source():
    for path in rooms.files(".c", ".h"):
        if rooms.room(path) not in rooms.PURE:
            continue
        text = rooms.without_comments(path.read_text(encoding="utf-8"))
        own = set(re.findall(r"^static\b[^;={]*?\b(\w+)\(", text, re.M))
        for number, line in enumerate(text.splitlines(), 1):
            # A member called through a pointer is another function, whatever its name.
            for name in re.findall(r"(?<![\w.>])(\w+)\s*\(", line):
                if FORBIDDEN.fullmatch(name) and name not in own and (path.name, name) not in EXCEPTIONS:
                    yield f"{path.relative_to(rooms.ROOT)}:{number}: calls {name}"
            if re.search(r"#\s*include\s*<(stdio|fcntl|time|poll|sys/(socket|time|stat)|netdb|.*curses)\.h>", line) and \
                    (path.name, line.strip()) not in EXCEPTIONS:
                yield f"{path.relative_to(rooms.ROOT)}:{number}: {line.strip()}"


def main(archives):
    rooms.report([*in_objects(archives), *in_source()], f"{len(archives)} libraries and their source do no I/O")


main(sys.argv[1:])
