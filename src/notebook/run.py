"""Runs a notebook on Deno's kernel from top to bottom and prints it with its outputs.

    python3 run.py deno < notebook.ipynb > run.ipynb

The working folder is the notebook's. The kernel sometimes says that it is idle before its last
output arrives, so a cell has ended only after a quiet while: nbconvert, which does not wait, loses
lines. What differs between two runs (times, versions) is left out. A cell that fails ends the run
with exit status 1 and the error on standard error.
"""

import json
import queue
import sys

from jupyter_client import KernelManager

QUIET = 0.15  # seconds without a message after "idle"
LONGEST = 120  # seconds for a cell

def output_of(message):
    """A message of the kernel as an output of nbformat 4, or None."""
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        return {"output_type": "stream", "name": content["name"], "text": content["text"]}
    if kind == "error":
        return {"output_type": "error", **{k: content[k] for k in ("ename", "evalue", "traceback")}}
    if kind in ("display_data", "execute_result"):
        output = {"output_type": kind, "data": content["data"], "metadata": {}}
        if kind == "execute_result":
            output["execution_count"] = content["execution_count"]
        return output
    return None

def run_cell(client, source):
    """Executes source; its outputs, streams joined."""
    request = client.execute(source, allow_stdin=False)
    outputs, idle = [], False
    while True:
        try:
            message = client.get_iopub_msg(timeout=QUIET if idle else LONGEST)
        except queue.Empty:
            if idle:
                return outputs
            raise SystemExit(f"a cell took longer than {LONGEST} s:\n{source}")
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status":
            idle = message["content"]["execution_state"] == "idle"
        output = output_of(message)
        if output is None:
            continue
        last = outputs[-1] if outputs else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            outputs.append(output)

def main():
    notebook = json.load(sys.stdin)
    manager = KernelManager()
    manager.kernel_spec.argv[:] = [sys.argv[1], "jupyter", "--kernel", "--conn", "{connection_file}"]
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        count = 0
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                continue
            count += 1
            cell["execution_count"] = count
            cell["outputs"] = run_cell(client, "".join(cell["source"]))
            for output in cell["outputs"]:
                if output["output_type"] == "error":
                    sys.exit("".join(cell["source"]) + "\n" + "\n".join(output["traceback"]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    json.dump(notebook, sys.stdout, ensure_ascii=False)

main()
