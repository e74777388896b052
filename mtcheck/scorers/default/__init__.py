"""The default model: SmolLM2-135M-Instruct as a graph for ONNX Runtime, in integers of eight bits, so that neither torch nor transformers is needed.

``weights.py`` takes the weights out of a GGUF file and turns them so that eight bits hold them, ``graph.py`` writes the graph, ``tokenizer.py`` the
tokenizer, once at ``mtcheck model install``; ``scorer.py`` scores with them.
"""

GRAPH, WEIGHTS, EMBEDDING, TOKENIZER = "model.onnx", "model.bin", "embedding.npy", "tokenizer.json"
"""The files of an installed model."""
LAYERS = (9, 15, 21)
"""The layers whose states (what comes into them) the tagger reads."""
