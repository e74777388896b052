"""Makes ``mtcheck/scorers/tagger/heads.onnx`` and its calibration; see ``__main__``."""
