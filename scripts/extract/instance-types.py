"""Extracts schemas/aws/instance-types.json from what EC2's DescribeInstanceTypes answered, as moto (Apache-2.0) keeps it.

Run by hand where moto is installed: python3 scripts/extract/instance-types.py
Bare figures of EC2: vCPUs, memory, network interfaces with their addresses, NVIDIA GPUs (a fraction of one counts as one). One line a family, one entry a
size: `large 2 8192 3x10` has 2 vCPUs, 8192 MiB, and 3 interfaces with 10 IPv4 addresses each; `g1` adds a GPU. Families
that no container runs on (Mac, first generations) are left out.
"""

import collections
import datetime
import gzip
import json
import pathlib
import re

import moto

FAMILIES = re.compile(r"^(a1|[cmr][4-9]|t[2-9]|[gp][2-9]|gr|inf|trn|dl|vt|i[3-9]|im|is|d[23]|x|z|hpc|u)")
OUTPUT = pathlib.Path(__file__).parents[2] / "schemas" / "aws" / "instance-types.json"

source = pathlib.Path(moto.__file__).parent / "ec2" / "resources" / "instance_types.json.gz"
with gzip.open(source) as file:
    types = json.load(file)

families = collections.defaultdict(list)
for name, facts in types.items():
    family, size = name.split(".")
    if not FAMILIES.match(family):
        continue
    network = facts["NetworkInfo"]
    gpus = sum(gpu.get("LogicalGpuCount", gpu["Count"]) for gpu in facts.get("GpuInfo", {}).get("Gpus", []) if gpu["Manufacturer"] == "NVIDIA")
    figures = [
        facts["VCpuInfo"]["DefaultVCpus"],
        facts["MemoryInfo"]["SizeInMiB"],
        f"{network['MaximumNetworkInterfaces']}x{network['Ipv4AddressesPerInterface']}",
        *([f"g{gpus}"] if gpus else []),
    ]
    architecture = "arm64" if "arm64" in facts["ProcessorInfo"]["SupportedArchitectures"] else "x86_64"
    families[family].append((figures[1], figures[0], architecture, f"{size} {' '.join(map(str, figures))}"))

lines = {}
for family, sizes in sorted(families.items()):
    lines[family] = f"{sizes[0][2]}: " + ", ".join(text for *_, text in sorted(sizes))
document = {
    "source": f"EC2 API, DescribeInstanceTypes, as kept by moto {moto.__version__}; see scripts/extract/instance-types.py",
    "asOf": datetime.date.fromtimestamp(source.stat().st_mtime).isoformat(),
    "families": lines,
}
OUTPUT.write_text(json.dumps(document, indent=2) + "\n")
