"""`python -m docs.texts`: every text that does not keep to the word list, with the reason."""

from docs.texts.sources import texts
from docs.texts.word_list import faults

for text in texts():
    for fault in faults(text):
        print(f"{text.file} {text.key} {text.language}: {fault}\n    {text.value}")
