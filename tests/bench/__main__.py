"""Every benchmark, one after the other: `make bench`. Ratios are within one run."""

from tests.bench import bench_intake, bench_pages, bench_spc

if __name__ == "__main__":
    bench_spc.main()
    bench_intake.main()
    bench_pages.main()
