"""A double of the systems that carry letters between agencies: the national document axis and a
provincial platform, over one post office.
"""
