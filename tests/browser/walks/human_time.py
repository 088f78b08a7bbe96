"""Seconds that a person is estimated to take: the keystroke-level model, and rates of reading.

Operators K, P, B, H and M: S. K. Card, T. P. Moran, A. Newell, The keystroke-level model for user
performance time with interactive systems, Communications of the ACM 23(7), 1980, and the table of
typists in The Psychology of Human-Computer Interaction, 1983. Reading: M. Brysbaert, How many words
do we read per minute?, Journal of Memory and Language 109, 2019: 238 words a minute on average, 175
at the slow end of most adults, 183 when read aloud. Typing on a phone: K. Palin and others, How do
people type on mobile devices?, MobileHCI 2019: 36.2 words of five letters a minute.
"""

from dataclasses import dataclass

MENTAL = 1.35
POINT = 1.1
CLICK = 0.2
HOME = 0.4
KEY = 0.28
SLOW_KEY = 1.2
PHONE_KEY = 60 / (36.2 * 5)
WORDS_A_MINUTE = 238
SLOW_WORDS_A_MINUTE = 175
SPOKEN_WORDS_A_MINUTE = 183


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a letter, words a minute, seconds to reach a control and back to the letters."""

    letter: float
    words_a_minute: int
    reach: float

    def seconds(self, *, words: int, acts: int, letters: int, keys: int) -> float:
        """Of reading `words`, deciding on `acts` and reaching their controls, typing `letters`, and
        pressing `keys` that move through a page.
        """
        reading = words * 60 / self.words_a_minute
        return reading + acts * (MENTAL + self.reach) + letters * self.letter + keys * KEY


MOUSE = Pace(KEY, WORDS_A_MINUTE, POINT + CLICK + HOME)
PHONE = Pace(PHONE_KEY, WORDS_A_MINUTE, POINT + CLICK)
PHONE_SECOND_LANGUAGE = Pace(PHONE_KEY, SLOW_WORDS_A_MINUTE, POINT + CLICK)
PHONE_OF_ANOTHER = Pace(SLOW_KEY, SLOW_WORDS_A_MINUTE, POINT + CLICK)
SCREEN_READER = Pace(KEY, SPOKEN_WORDS_A_MINUTE, 0)
"""By the keys alone; a page is heard as if it were read aloud."""
