"""Import first: keeps OpenBLAS to the thread that calls it.

PyTorch has threads of its own; on a machine that is busy, OpenBLAS's wait for one another in a loop and everything
becomes twenty times slower.
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
