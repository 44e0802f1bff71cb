"""Runs a command in a pseudo-terminal: COLUMNS ROWS KEYS COMMAND...

What it writes goes to the standard output; its error output is not part of the terminal, because
Deno draws its own progress there. KEYS are typed one by one, each time that the line which names
the keys (Enter, b, q) has been written, or one that asks for an answer. What stands between < and
> is typed at once: an answer, or the code of a key.
"""
import fcntl
import os
import pty
import re
import struct
import sys
import termios
import time

columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[4:]
keys = [key.strip("<>") for key in re.findall("<[^>]*>|[^<]", sys.argv[3])]
errors = os.dup(2)
child, terminal = pty.fork()
if child == 0:
    os.dup2(errors, 2)
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvp(command[0], command)
written, waits = b"", 0
while True:
    try:
        some = os.read(terminal, 65536)
    except OSError:  # Linux ends so when the command has closed its side
        break
    if not some:
        break
    written += some
    while keys and len(re.findall(b"q: quit|I don\xe2\x80\x99t know", written)) > waits:
        waits += 1
        time.sleep(0.3)  # nobody types before the terminal is ready to read keys unseen
        os.write(terminal, keys.pop(0).encode())
sys.stdout.buffer.write(written)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
