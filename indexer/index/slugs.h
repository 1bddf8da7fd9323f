// Slugs that differ within a facet: text::slugify(), and a number where two labels make the same.
//
// Thread safety: a pure function.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace fonds::index {

// One slug per label, in the order of `labels`, none of them in `taken`. The result depends on the set of
// labels alone: the first of those with one slug, by code points, gets it plain, the others -2, -3, … Plain
// slugs go first, so that "Budget 2" keeps budget-2 where "Budget" and "BUDGET" both ask for budget.
// REQUIRES: labels that differ.
std::vector<std::string> distinct_slugs(const std::vector<std::string>& labels,
                                        std::set<std::string> taken = {});

}  // namespace fonds::index
