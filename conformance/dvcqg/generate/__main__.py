"""`python -m dvcqg.generate`: right documents or planted mistakes, one JSON document a line."""

import argparse
import json

from dvcqg.generate.mistakes import mistakes
from dvcqg.generate.right import right_document


def main() -> None:
    """Prints them."""
    parser = argparse.ArgumentParser(prog="dvcqg.generate", description=__doc__)
    parser.add_argument("--count", type=int, default=10, help="how many right documents")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--mistakes", action="store_true", help="the planted mistakes instead")
    arguments = parser.parse_args()
    if arguments.mistakes:
        for mistake in mistakes():
            row = {"code": mistake.code, "what": mistake.what, "text": mistake.text}
            print(json.dumps(row, ensure_ascii=False))
    else:
        for number in range(arguments.count):
            print(json.dumps(right_document(number, seed=arguments.seed), ensure_ascii=False))


if __name__ == "__main__":
    main()
