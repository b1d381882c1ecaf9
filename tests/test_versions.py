"""Whether a version comes before another, where several branches are kept up at the same time."""

import unittest

import versions


class Versions(unittest.TestCase):
    def test_numbers_count_and_not_letters(self):
        self.assertTrue(versions.is_before((3, 8, 1), "3.8.10"))
        self.assertFalse(versions.is_before((4, 4, 19), "4.4"))
        self.assertTrue(versions.is_before((4, 0, 17), "4.4"))

    def test_of_branches_that_of_the_version_counts(self):
        for found, before in (((3, 0, 21), True), ((3, 0, 22), False), ((3, 5, 7), True), ((3, 5, 8), False),
                              ((3, 6, 0), False), ((1, 1, 1), True)):
            with self.subTest(found=found):
                self.assertEqual(versions.is_before(found, "3.0.22 and 3.5.8"), before)


unittest.main()
