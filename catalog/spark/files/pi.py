# Throws darts at a square on all workers, and says how many of them hit the circle in it.
import random
import sys

from pyspark.sql import SparkSession


def hit(_):
    x, y = random.uniform(-1, 1), random.uniform(-1, 1)
    return 1 if x * x + y * y <= 1 else 0


parts, darts = int(sys.argv[1]), 100000
spark = SparkSession.builder.appName("pi").getOrCreate()
hits = spark.sparkContext.parallelize(range(darts), parts).map(hit).sum()
print(f"Pi is roughly {4.0 * hits / darts:.3f}")
spark.stop()
