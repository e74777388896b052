"""Serves a GGUF file with the HTTP server of llama.cpp (package ``xllamacpp``) until its standard input ends; prints the address."""

import sys

import xllamacpp

settings = xllamacpp.CommonParams()
settings.model.path = sys.argv[1]
settings.n_ctx = 2048
settings.n_parallel = 1
settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1  # several would wait for each other on busy cores
settings.port = int(sys.argv[2])
server = xllamacpp.Server(settings)
sys.stdout.write(f"{server.listening_address}\n")
sys.stdout.flush()
sys.stdin.read()
