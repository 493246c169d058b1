"""What a command takes."""
import resource
import subprocess
import sys


def seconds(command, longest):
    """Processor time; nothing where it takes more than `longest`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (longest, longest)))
    if done.returncode < 0:
        return None
    if done.returncode not in (0, 1):
        sys.exit(f'{" ".join(command)}: {done.stderr.decode()}')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
