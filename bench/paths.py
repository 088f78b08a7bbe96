"""Files of the bench, and the ports of a cloud of its own beside the one of `make run`."""

from infra.places import BUILD
from local.cloud.settings import STATE

BENCH = STATE / "bench"
RUNTIME = BENCH / "runtime" / "bin" / "python"
BUNDLES = BENCH / "bundles"
TASKS = BENCH / "tasks"
RECORDING = BENCH / "recording"
REPORT = BUILD / "bench.json"
PORTS = {"CLOUD_PORT": "4586", "STRIPE_PORT": "4590"}
