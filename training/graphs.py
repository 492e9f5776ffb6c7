"""What is done to a quantised graph of the tagger after its export. Every weight stays as it is.

- `plain_norms`: the fused SkipLayerNormalization of ONNX Runtime is slow on processors; the same sum and norm as
  plain nodes take a fifth off the whole encoder (training/LOG.md).
- `plain_gelu`: likewise a bias and the Gelu of the other fused node, two in a hundred faster, bit for bit the same.
- `keep_columns`: heads that nothing reads are cut off.
- `first_layers`: only so many layers are left, for the fast model.
- `add_states`: what a word looks like after one of the layers becomes an output, in half precision, for a branch that
  goes on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnx.utils
from model import HEADS, LINK
from onnx import TensorProto, helper, numpy_helper

KEPT = ("tags", "discard", "names")
"""Heads of the tagger that a reading asks for; relations inside contents are the branch's."""


def cut_tagger(path: Path) -> None:
    """Leave of the tagger's graph what a reading asks for, and put out the states that the branch goes on from."""
    graph = onnx.load(path)
    at, columns = 0, []
    for name, width in HEADS:
        if name in KEPT:
            columns += range(at, at + width)
        at += width
    plain_norms(graph)
    plain_gelu(graph)
    keep_columns(graph, "emissions", columns)
    keep_columns(graph, "links", range(4 * LINK))
    add_states(graph, 3)
    onnx.save(graph, path)


def plain_norms(graph: onnx.ModelProto) -> None:
    """Replace each SkipLayerNormalization by Add and LayerNormalization, in place."""
    nodes = []
    for node in graph.graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        x, skip, gamma, beta, *bias = node.input
        name = node.name
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        if bias and bias[0]:
            nodes.append(helper.make_node("Add", [x, bias[0]], [f"{name}_x"], f"{name}_bias"))
            x = f"{name}_x"
        nodes.append(helper.make_node("Add", [x, skip], [f"{name}_sum"], f"{name}_add"))
        nodes.append(
            helper.make_node(
                "LayerNormalization",
                [f"{name}_sum", gamma, beta],
                [node.output[0]],
                f"{name}_norm",
                axis=-1,
                epsilon=epsilon,
            )
        )
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)


def plain_gelu(graph: onnx.ModelProto) -> None:
    """Replace each BiasGelu by Add and Gelu, in place."""
    nodes = []
    for node in graph.graph.node:
        if node.op_type != "BiasGelu":
            nodes.append(node)
            continue
        out = node.output[0]
        nodes.append(helper.make_node("Add", list(node.input), [f"{out}_x"], f"{node.name}_bias"))
        nodes.append(
            helper.make_node("Gelu", [f"{out}_x"], [out], node.name, domain="com.microsoft")
        )
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)


def keep_columns(graph: onnx.ModelProto, output: str, columns: Sequence[int]) -> None:
    """Keep only some columns of an output that is a quantised matrix product and a bias, in place."""
    made_by = {name: node for node in graph.graph.node for name in node.output}
    tables = {t.name: t for t in graph.graph.initializer}
    wanted, seen = {output}, set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        node = made_by.get(name)
        if node is None:
            continue
        if node.op_type == "DynamicQuantizeLinear":
            continue  # the encoder begins here
        wanted.update(node.input)
    whole = max(tables[n].dims[-1] for n in seen if n in tables and len(tables[n].dims) == 2)
    for name in seen:
        table = tables.get(name)
        if table is not None and table.dims and table.dims[-1] == whole:
            kept = numpy_helper.to_array(table)[..., list(columns)]
            table.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(kept), name))


def add_states(graph: onnx.ModelProto, layer: int, width: int = 384, name: str = "states") -> None:
    """Put out what comes out of a layer (from 0) of the encoder as `name`, (1, L, D), in place."""
    inner = f"/layers.{layer}/norm2/LayerNormalization_output_0"
    half = TensorProto.FLOAT16
    graph.graph.node.append(helper.make_node("Cast", [inner], [name], name, to=half))
    graph.graph.output.append(helper.make_tensor_value_info(name, half, [1, "pieces", width]))


def first_layers(graph: onnx.ModelProto, layers: int) -> onnx.ModelProto:
    """The graph that ends after so many layers, whose states are all that it puts out."""
    add_states(graph, layers - 1, name="early")
    cut = onnx.utils.Extractor(graph).extract_model(["ids", "case", "marks"], ["early"])
    cut.graph.node[-1].output[0] = cut.graph.output[0].name = "states"
    return cut
