"""Every benchmark, one after the other: `make bench`. Ratios are within one run."""

import sys

from tests.bench import bench_effects, bench_intake, bench_pack, bench_pages, bench_spc

if __name__ == "__main__":
    fast = [bench_spc.main(), bench_effects.main()]
    bench_intake.main()
    bench_pack.main()
    bench_pages.main()
    sys.exit(not all(fast))
