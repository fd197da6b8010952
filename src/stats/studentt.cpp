// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/studentt.h"

// A distribution that cannot be answers with NaN: an exception would have to be caught by every caller.
#define BOOST_MATH_DOMAIN_ERROR_POLICY ignore_error
#define BOOST_MATH_OVERFLOW_ERROR_POLICY ignore_error
// Twelve digits are ample; long double would take three times as long.
#define BOOST_MATH_PROMOTE_DOUBLE_POLICY false
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace boxmark {

double studentTQuantile(double probability, double df)
{
    return quantile(boost::math::students_t(df), probability);
}

double studentTTwoSided(double t, double df)
{
    return 2 * cdf(complement(boost::math::students_t(df), std::abs(t)));
}

} // namespace boxmark
