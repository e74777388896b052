"""Makes ``mtcheck/scorers/tagger/heads.safetensors`` and its calibration; see ``__main__``."""
