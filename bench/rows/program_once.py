"""A function of no interest: who compiles it has paid for what a process pays once."""


def total(x):
    found = 0.0
    for i in range(len(x)):
        found += x[i]
    return found
