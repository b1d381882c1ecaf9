"""One cell's connection: both programs are started, say what they have to say, and are asked what became of it."""

import json
import os
import subprocess
import threading

import processes
import tools

PUMP = os.environ.get("INTEROP_PUMP", str(tools.ROOT / ".build" / "test" / "tests" / "interop" / "interop_pump"))
REQUEST = b"GET / HTTP/1.0\r\n\r\n"


def suites():
    listed = subprocess.run([PUMP, "suites"], check=True, capture_output=True, timeout=processes.SECONDS).stdout
    return [tools.Suite(*names) for names in json.loads(listed).items()]


class Servers:
    """Their servers, each started when it is first asked for and then used again."""

    def __init__(self):
        self.lock, self.running = threading.Lock(), {}

    def port(self, tool, setting):
        with self.lock:
            if (tool, setting) not in self.running:
                self.running[tool, setting] = tool.start_server(setting)
            return self.running[tool, setting][1]


def start_pump(role, port, awaited, closes, options):
    return processes.Process([PUMP, role, port, awaited, closes, *options])


def finish(pump):
    """What our side reports, or None, and what is to be known about it."""
    status = pump.wait()
    lines = pump.output.decode().splitlines()
    try:
        told = json.loads(lines[-1])
        told = told if "state" in told else None
    except (IndexError, ValueError):
        told = None
    return told, f"our {pump.command[1]}: status {status}\n{pump.printed()}"


def compare(cell, told, note, received):
    """None where everything is as it has to be, else what is not. `received(bytes)` judges what came to our side."""
    if not told:
        return note
    wrong = [f"{key} is {told[key]}, not {value}" for key, value in cell.agreed().items() if told[key] != value]
    if not received(bytes.fromhex(told["received"])):
        wrong.append("what came is not what was to come")
    return "\n".join([*wrong, note]) if wrong else None


def as_client(cell, servers):
    port = servers.port(cell.tool, cell.setting())
    asked = REQUEST if cell.theirs.http else cell.tool.asked(cell.lines, cell.closes == "other")
    answer = cell.tool.answered(cell.lines)
    if cell.renegotiates == "server":
        asked, answer = cell.tool.COMMAND + asked, cell.tool.DONE + answer
    pump = start_pump("client", port, len(answer), cell.closes, cell.options())
    pump.write(asked, last=True)
    told, note = finish(pump)
    if cell.theirs.http:
        return compare(cell, told, note, lambda came: came.startswith(b"HTTP/1.0 200"))
    return compare(cell, told, note, lambda came: came == answer)


def as_client_of_a_prompted_server(cell, _servers):
    """Their server is told on its standard input to ask for a second handshake, and then what to say."""
    server, port = cell.tool.start_server(cell.setting())
    answer = b"".join(reversed(cell.lines))
    pump = start_pump("client", port, len(answer), cell.closes, cell.options())
    pump.write(b"".join(cell.lines), last=True)
    server.wait_until(lambda: cell.lines[0] in server.output)
    server.write(cell.tool.SERVER_AGAIN)
    heard = server.wait_until(lambda: b"".join(cell.lines[1:]) in server.output)
    server.write(answer)
    told, note = finish(pump)
    wrong = compare(cell, told, note, lambda came: heard and came == answer)
    server.write(b"", last=True)
    server.wait()
    return f"{wrong}\n{' '.join(server.command)}\n{server.printed()}" if wrong else None


def as_server(cell, _servers):
    request, answer = b"".join(cell.lines), b"".join(reversed(cell.lines))
    heard = request[: cell.heard]
    pump = start_pump("server", 0, len(heard), cell.closes, cell.options())
    pump.write(answer, last=True)
    found = pump.find(r'"port": (\d+)')
    if not found:
        return finish(pump)[1]
    setting, port = cell.setting(), int(found[1])
    if cell.resumes:
        meeting, setting = cell.tool.start_meeting(setting, port)
        if meeting and meeting.wait() != 0:
            return f"the first connection: {meeting.printed()}"
    client = cell.tool.start_client(setting, port)
    client.write(request)
    if cell.renegotiates == "client":
        client.wait_until(lambda: cell.lines[-1] in client.output)
        client.write(cell.tool.CLIENT_AGAIN)
    client.wait_until(lambda: len(client.output) >= len(answer))
    if cell.closes == "other":
        client.write(b"", last=True)
    status = client.wait()
    told, note = finish(pump)
    wrong = compare(cell, told, note, lambda came: came == heard)
    if wrong or client.output != answer or (status == 0) == (cell.fails or cell.crashes):
        return f"{wrong or note}\n{' '.join(client.command)}: status {status}\n{client.printed()}"
    return None


def run(cell, servers):
    """What is wrong with the cell, or None."""
    wrong = None
    prompted = cell.renegotiates == "server" and cell.tool.SERVER_AGAIN
    to_them = as_client_of_a_prompted_server if prompted else as_client
    for _ in range(cell.attempts):
        wrong = (to_them if cell.ours == "client" else as_server)(cell, servers)
        if not wrong:
            break
    return wrong
