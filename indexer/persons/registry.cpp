#include "indexer/persons/registry.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "indexer/persons/letters.h"
#include "indexer/persons/name_ties.h"
#include "indexer/persons/natural_case.h"
#include "indexer/text/folding.h"

namespace fonds::persons {
namespace {

// A spelling with more accents is right from this share of the articles of the most frequent spelling:
// accents are lost more often than invented.
constexpr std::size_t kAccentShare = 8;  // one in eight

class Builder {
 public:
  explicit Builder(const RegistryInput& input)
      : input_(input), labels_(input.labels.begin(), input.labels.end()), lexicon_(Lexicon::instance()) {}

  Registry run() {
    if (input_.editor != nullptr) apply_articles_of_editor();
    count_names();
    NameTies ties(names_, lexicon_);
    if (input_.editor != nullptr) apply_merges(ties);
    ties.apply_rules();
    if (input_.editor != nullptr) apply_rejections(ties);
    gather(ties);
    name_persons();
    if (input_.editor != nullptr) apply_names_of_editor(ties);
    give_values(ties);
    finish(ties);
    return std::move(out_);
  }

 private:
  struct LabelCount {
    std::uint32_t articles = 0, by_editor = 0;
  };
  struct Draft {
    RegisteredPerson person;
    std::vector<std::uint32_t> names;
    std::unordered_map<std::uint32_t, RegisteredForm> forms;  // by label ordinal
    std::unordered_set<std::uint32_t> articles;
    std::string slug_source;  // the label before the editor renamed the person

    const std::string& slug_text() const { return slug_source.empty() ? person.label : slug_source; }
  };

  std::uint32_t label_ordinal(const std::string& label) {
    if (label_ordinals_.empty()) {
      for (std::uint32_t i = 0; i < labels_.size(); ++i) label_ordinals_.emplace(labels_[i], i);
    }
    const auto [found, is_new] = label_ordinals_.emplace(label, static_cast<std::uint32_t>(labels_.size()));
    if (is_new) labels_.push_back(label);
    return found->second;
  }

  static std::string in_article(const std::string& key, const std::string& id) { return key + '\n' + id; }

  // Splits and rejections: which label a sighting really has.
  void apply_articles_of_editor() {
    std::unordered_map<std::string, std::string> splits;  // "key\narticle" -> label
    for (const auto& split : input_.editor->splits) {
      for (const std::string& id : split.articles) splits[in_article(compact_key(split.name), id)] = split.to;
      split_names_.insert(compact_key(split.to));
    }
    for (const auto& reject : input_.editor->rejects) {
      for (const std::string& id : reject.articles)
        rejected_in_.insert(in_article(compact_key(reject.name), id));
      if (reject.articles.empty()) rejected_.insert(compact_key(reject.name));
    }
    if (splits.empty() && rejected_in_.empty()) return;
    moved_.resize(input_.sightings.size(), kNobody);
    for (std::size_t s = 0; s < input_.sightings.size(); ++s) {
      const Sighting& sighting = input_.sightings[s];
      if (sighting.article >= input_.article_ids.size()) continue;
      const std::string at =
          in_article(compact_key(labels_[sighting.label]), input_.article_ids[sighting.article]);
      if (const auto split = splits.find(at); split != splits.end()) moved_[s] = label_ordinal(split->second);
      if (rejected_in_.contains(at)) dropped_.insert(s);
    }
  }

  std::uint32_t label_of(std::size_t s) const {
    return moved_.empty() || moved_[s] == kNobody ? input_.sightings[s].label : moved_[s];
  }

  void count_names() {
    counts_.resize(labels_.size());
    name_of_.assign(labels_.size(), kNobody);
    std::set<std::string> protected_keys(split_names_.begin(), split_names_.end());
    if (input_.editor != nullptr) {
      for (const std::string& name : input_.editor->protected_names) protected_keys.insert(compact_key(name));
    }
    for (std::uint32_t label = 0; label < labels_.size(); ++label) {
      Name n = make_name(labels_[label], lexicon_);
      if (n.key.empty()) continue;
      const auto [found, is_new] = by_key_.emplace(n.key, static_cast<std::uint32_t>(names_.size()));
      name_of_[label] = found->second;
      if (!is_new) continue;
      n.is_protected = protected_keys.contains(n.key);
      names_.push_back(std::move(n));
    }
    for (std::size_t s = 0; s < input_.sightings.size(); ++s) {
      const Sighting& sighting = input_.sightings[s];
      LabelCount& count = counts_[label_of(s)];
      ++count.articles;
      count.by_editor += sighting.by_editor;
      if (name_of_[label_of(s)] == kNobody) continue;
      Name& n = names_[name_of_[label_of(s)]];
      n.articles.push_back(sighting.article);
      n.from_metadata = n.from_metadata || sighting.by_editor;
      ++n.genders[static_cast<std::size_t>(sighting.gender)];
      ++n.certainties[static_cast<std::size_t>(sighting.certainty)];
    }
    for (Name& n : names_) {
      std::sort(n.articles.begin(), n.articles.end());
      n.articles.erase(std::unique(n.articles.begin(), n.articles.end()), n.articles.end());
    }
  }

  std::uint32_t find_name(const std::string& label) const {
    const auto found = by_key_.find(compact_key(label));
    return found == by_key_.end() ? kNobody : found->second;
  }

  // Also of a person whom the editor's file has given another name than any article has.
  std::uint32_t find_shown_name(std::string label) const {
    std::uint32_t name = find_name(label);
    const auto& renames = input_.editor->renames;
    for (auto rename = renames.rbegin(); name == kNobody && rename != renames.rend(); ++rename) {
      if (compact_key(rename->to) != compact_key(label)) continue;
      label = rename->name;
      name = find_name(label);
    }
    for (const auto& merge : input_.editor->merges) {
      if (name != kNobody) break;
      if (compact_key(merge.into) != compact_key(label)) continue;
      for (const std::string& merged : merge.names) name = name == kNobody ? find_name(merged) : name;
    }
    return name;
  }

  // Whoever is rejected in an article is so there under every name that is his.
  void apply_rejections(const NameTies& ties) {
    for (const auto& reject : input_.editor->rejects) {
      const std::uint32_t name = find_shown_name(reject.name);
      if (name == kNobody) continue;
      if (reject.articles.empty()) rejected_.insert(names_[name].key);
      const std::string& root = names_[ties.cluster(name)].key;
      for (const std::string& id : reject.articles) persons_rejected_in_.insert(in_article(root, id));
    }
  }

  bool is_rejected_in(std::uint32_t root, std::uint32_t article) const {
    return !persons_rejected_in_.empty() && article < input_.article_ids.size() &&
           persons_rejected_in_.contains(in_article(names_[root].key, input_.article_ids[article]));
  }

  void apply_merges(NameTies& ties) {
    for (const auto& split : input_.editor->splits) {
      if (find_name(split.name) == kNobody) warn(split.line, split.name);
    }
    for (const auto& reject : input_.editor->rejects) {
      if (find_shown_name(reject.name) == kNobody) warn(reject.line, reject.name);
    }
    for (const auto& merge : input_.editor->merges) {
      std::uint32_t into = find_name(merge.into);
      for (const std::string& label : merge.names) {
        const std::uint32_t name = find_name(label);
        if (name == kNobody) {
          warn(merge.line, label);
          continue;
        }
        if (into == kNobody) into = name;
        ties.tie(into, name, Tie::kEditor);
        merged_bare_.insert(name);
      }
      if (into != kNobody) wished_labels_.push_back({into, merge.into});
    }
  }

  void warn(std::size_t line, const std::string& name) {
    out_.warnings.push_back({line, "« " + name + " » n'est dans aucun article"});
  }

  // Which person each sighting belongs to.
  void gather(const NameTies& ties) {
    out_.person_of.assign(input_.sightings.size(), kNobody);
    for (std::size_t s = 0; s < input_.sightings.size(); ++s) {
      const std::uint32_t label = label_of(s), name = name_of_[label];
      if (name == kNobody || dropped_.contains(s) || rejected_.contains(names_[name].key)) continue;
      std::uint32_t root = ties.cluster(name);
      Tie tie = ties.reason(name);
      if (!names_[name].full() && !names_[name].initials && !merged_bare_.contains(name)) {
        const std::uint32_t bearer = ties.bearer(name, input_.sightings[s].gender);
        if (bearer != name) root = ties.cluster(bearer), tie = Tie::kSurname;
      }
      if (rejected_.contains(names_[root].key) || is_rejected_in(root, input_.sightings[s].article)) continue;
      if (ties.is_thing(root)) {
        refuse(root, input_.sightings[s].article, labels_[label]);
        continue;
      }
      const auto [found, is_new] = draft_of_.emplace(root, static_cast<std::uint32_t>(drafts_.size()));
      if (is_new) drafts_.emplace_back();
      Draft& draft = drafts_[found->second];
      out_.person_of[s] = found->second;
      draft.articles.insert(input_.sightings[s].article);
      const auto form = draft.forms.emplace(label, RegisteredForm{labels_[label], tie, 0});
      ++form.first->second.articles;
      if (form.second) draft.names.push_back(name);
    }
    for (Draft& draft : drafts_) {
      draft.person.articles = static_cast<std::uint32_t>(draft.articles.size());
      draft.articles.clear();
    }
  }

  void refuse(std::uint32_t root, std::uint32_t article, const std::string& label) {
    auto& [articles, forms] = refused_[root];
    articles.insert(article);
    ++forms[natural_case(label)];
  }

  void list_refusals() {
    for (const auto& [root, refused] : refused_) {
      const auto& forms = refused.second;
      const auto label = std::max_element(forms.begin(), forms.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
      out_.refusals.push_back({label->first, static_cast<std::uint32_t>(refused.first.size())});
    }
    std::sort(out_.refusals.begin(), out_.refusals.end(), [](const Refusal& a, const Refusal& b) {
      return a.articles != b.articles ? a.articles > b.articles : a.label < b.label;
    });
  }

  // The best-evidenced natural form of the most frequent full name.
  void name_persons() {
    for (Draft& draft : drafts_) {
      std::uint32_t best = kNobody;
      for (const auto& [label, form] : draft.forms) {
        if (best == kNobody || better(label, best)) best = label;
      }
      draft.person.label = natural_case(labels_[best]);
    }
  }
  bool better(std::uint32_t a, std::uint32_t b) const {
    const auto rank = [&](std::uint32_t label) {
      const Name& n = names_[name_of_[label]];
      return n.full() ? 3 : n.initials ? 2 : n.titled ? 1 : 0;
    };
    if (counts_[a].by_editor != counts_[b].by_editor) return counts_[a].by_editor > counts_[b].by_editor;
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    if (name_of_[a] == name_of_[b]) {
      const int more = naturalness(labels_[a]) - naturalness(labels_[b]);
      const std::size_t x = counts_[a].articles, y = counts_[b].articles;
      if (more > 0 && x * kAccentShare >= y) return true;
      if (more < 0 && y * kAccentShare >= x) return false;
    }
    const std::size_t x = names_[name_of_[a]].articles.size(), y = names_[name_of_[b]].articles.size();
    if (x != y) return x > y;
    if (counts_[a].articles != counts_[b].articles) return counts_[a].articles > counts_[b].articles;
    return labels_[a] < labels_[b];
  }

  // The person with that label, else the one who has that name among others.
  std::uint32_t draft_of_name(const std::string& label) {
    if (drafts_by_key_.empty()) {
      for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
        drafts_by_key_.emplace(compact_key(drafts_[d].person.label), d);
      }
      for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
        for (const std::uint32_t name : drafts_[d].names) drafts_by_key_.emplace(names_[name].key, d);
      }
    }
    const auto found = drafts_by_key_.find(compact_key(label));
    return found == drafts_by_key_.end() ? kNobody : found->second;
  }

  void apply_names_of_editor(const NameTies& ties) {
    for (const auto& [name, label] : wished_labels_) {
      const auto draft = draft_of_.find(ties.cluster(name));
      if (draft != draft_of_.end()) drafts_[draft->second].person.label = label;
    }
    for (const auto& rename : input_.editor->renames) {
      const std::uint32_t d = draft_of_name(rename.name);
      if (d == kNobody) {
        warn(rename.line, rename.name);
      } else {
        drafts_[d].slug_source = drafts_[d].person.label;
        drafts_[d].person.label = rename.to;
        drafts_by_key_.emplace(compact_key(rename.to), d);
      }
    }
    for (const auto& function : input_.editor->functions) {
      const std::uint32_t d = draft_of_name(function.name);
      if (d == kNobody) {
        warn(function.line, function.name);
      } else {
        drafts_[d].person.functions.push_back(function);
      }
    }
  }

  // The parts of a slug in order, without the number that tells it from another.
  static std::string slug_parts(const std::string& slug) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= slug.size();) {
      const std::size_t end = std::min(slug.find('-', begin), slug.size());
      parts.push_back(slug.substr(begin, end - begin));
      begin = end + 1;
    }
    if (parts.size() > 1 && parts.back().find_first_not_of("0123456789") == std::string::npos)
      parts.pop_back();
    std::sort(parts.begin(), parts.end());
    std::string joined;
    for (const std::string& part : parts) joined += part + "-";
    return joined;
  }

  // Values of names that no article has, and those made of such a name, which tell it.
  void forget_unseen_values() {
    std::unordered_set<std::string> seen;
    for (const std::string& label : input_.labels) seen.insert(slug_parts(text::slugify(label)));
    std::erase_if(known_values_, [&](const KnownValue& known) {
      return !by_key_.contains(known.key) || !seen.contains(slug_parts(known.value));
    });
  }

  // The value of an earlier build, else the slug of the label. Of several earlier values a person keeps that
  // of the name that the editor merges into, else the oldest, and the most frequent name's of that age; full
  // names claim theirs before surnames do.
  void give_values(const NameTies& ties) {
    known_values_.assign(input_.known_values.begin(), input_.known_values.end());
    if (input_.forget_unseen) forget_unseen_values();
    std::unordered_map<std::string, std::vector<std::uint32_t>> claims;  // key -> drafts
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      for (const std::uint32_t name : drafts_[d].names) claims[names_[name].key].push_back(d);
    }
    std::unordered_map<std::string, const std::string*> known_of;  // key -> value
    for (const KnownValue& known : known_values_) known_of.emplace(known.key, &known.value);
    std::unordered_set<std::string> taken;
    for (const auto& [name, label] : wished_labels_) {
      const auto draft = draft_of_.find(ties.cluster(name));
      const auto known = known_of.find(compact_key(label));
      if (draft == draft_of_.end() || known == known_of.end()) continue;
      std::string& value = drafts_[draft->second].person.value;
      if (value.empty() && taken.insert(*known->second).second) value = *known->second;
    }
    for (const bool bare : {false, true}) {
      for (const KnownValue& known : known_values_) {
        const auto claim = claims.find(known.key);
        if (claim == claims.end() || names_[by_key_.at(known.key)].bare() != bare) continue;
        for (const std::uint32_t d : claim->second) {
          if (drafts_[d].person.value.empty() && taken.insert(known.value).second)
            drafts_[d].person.value = known.value;
        }
      }
    }
    for (const KnownValue& known : known_values_) taken.insert(known.value);
    std::vector<std::uint32_t> fresh;
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      if (drafts_[d].person.value.empty()) fresh.push_back(d);
    }
    std::sort(fresh.begin(), fresh.end(), [&](std::uint32_t a, std::uint32_t b) {
      return drafts_[a].slug_text() < drafts_[b].slug_text();
    });
    // Where the search for a free number goes on: thousands may share a slug.
    std::unordered_map<std::string, unsigned> next_number;
    for (const std::uint32_t d : fresh) {
      const std::string slug = text::slugify(drafts_[d].slug_text());
      std::string value = slug;
      if (!taken.insert(value).second) {
        unsigned& number = next_number.try_emplace(slug, 2).first->second;
        do value = slug + '-' + std::to_string(number++);
        while (!taken.insert(value).second);
      }
      drafts_[d].person.value = std::move(value);
    }
    out_.values.assign(known_values_.begin(), known_values_.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> added;  // name, draft
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      for (const std::uint32_t name : drafts_[d].names) {
        const bool own = names_[name].full() || drafts_[d].names.size() == 1;
        if (own && known_of.emplace(names_[name].key, nullptr).second) added.emplace_back(name, d);
      }
    }
    std::sort(added.begin(), added.end(), [&](const auto& a, const auto& b) {
      const Name &x = names_[a.first], &y = names_[b.first];
      return std::pair(y.articles.size(), x.key) < std::pair(x.articles.size(), y.key);
    });
    for (const auto& [name, d] : added) out_.values.push_back({names_[name].key, drafts_[d].person.value});
  }

  // The values of persons who have been found to be others since; not where it could be several.
  void find_former_values(const std::vector<std::uint32_t>& place) {
    std::unordered_set<std::string> in_use;
    std::unordered_map<std::string, std::uint32_t>
        owners;  // key -> draft, or kNobody where there are several
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      in_use.insert(out_.persons[place[d]].value);
      for (const std::uint32_t name : drafts_[d].names) {
        const auto [owner, is_new] = owners.emplace(names_[name].key, d);
        if (!is_new && owner->second != d) owner->second = kNobody;
      }
    }
    for (const KnownValue& known : known_values_) {
      const auto owner = owners.find(known.key);
      if (owner == owners.end() || owner->second == kNobody || !in_use.insert(known.value).second) continue;
      out_.former_values.emplace_back(known.value, place[owner->second]);
    }
  }

  void finish(const NameTies& ties) {
    std::vector<std::uint32_t> order(drafts_.size()), place(drafts_.size());
    for (std::uint32_t d = 0; d < order.size(); ++d) order[d] = d;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto &x = drafts_[a].person, &y = drafts_[b].person;
      return x.articles != y.articles ? x.articles > y.articles : x.value < y.value;
    });
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      Draft& draft = drafts_[order[i]];
      for (const auto& [label, form] : draft.forms) draft.person.forms.push_back(form);
      std::sort(draft.person.forms.begin(), draft.person.forms.end(),
                [](const RegisteredForm& a, const RegisteredForm& b) {
                  return a.articles != b.articles ? a.articles > b.articles : a.label < b.label;
                });
      out_.persons.push_back(std::move(draft.person));
    }
    for (std::uint32_t& person : out_.person_of) {
      if (person != kNobody) person = place[person];
    }
    find_former_values(place);
    list_refusals();
    std::sort(out_.warnings.begin(), out_.warnings.end(),
              [](const EditorFile::Error& a, const EditorFile::Error& b) { return a.line < b.line; });
    for (const auto& doubt : ties.doubts()) {
      if (ties.cluster(doubt.rare) != doubt.rare) continue;  // settled by another rule
      if (names_[doubt.rare].is_protected || names_[doubt.frequent].is_protected) continue;  // by the editor
      const auto a = draft_of_.find(doubt.rare), b = draft_of_.find(ties.cluster(doubt.frequent));
      if (a == draft_of_.end() || b == draft_of_.end() || a->second == b->second) continue;
      out_.doubts.push_back(
          {place[a->second], place[b->second], doubt.tie, out_.persons[place[a->second]].articles});
    }
    std::sort(out_.doubts.begin(), out_.doubts.end(), [](const Doubt& a, const Doubt& b) {
      return std::tuple(b.articles, a.person, a.other) < std::tuple(a.articles, b.person, b.other);
    });
  }

  const RegistryInput& input_;
  std::vector<KnownValue> known_values_;  // those that still count
  std::vector<std::string> labels_;       // of the input, then those that splits made
  const Lexicon& lexicon_;
  std::unordered_map<std::string, std::uint32_t> label_ordinals_;
  std::vector<std::uint32_t> moved_;         // by sighting: the label a split gave it, or kNobody
  std::unordered_set<std::size_t> dropped_;  // sightings
  std::set<std::string> rejected_, rejected_in_, split_names_;
  std::set<std::string> persons_rejected_in_;  // by the key of the cluster
  std::vector<LabelCount> counts_;             // by label
  std::vector<std::uint32_t> name_of_;         // by label
  std::vector<Name> names_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::unordered_set<std::uint32_t> merged_bare_;
  std::vector<std::pair<std::uint32_t, std::string>> wished_labels_;
  std::unordered_map<std::uint32_t, std::uint32_t> draft_of_;  // by cluster
  std::vector<Draft> drafts_;
  // By cluster: the articles that have it, and its forms with their frequency.
  std::map<std::uint32_t, std::pair<std::set<std::uint32_t>, std::map<std::string, std::uint32_t>>> refused_;
  std::unordered_map<std::string, std::uint32_t> drafts_by_key_;  // as the rules have named them
  Registry out_;
};

}  // namespace

Registry build_registry(const RegistryInput& input) {
  return Builder(input).run();
}

}  // namespace fonds::persons
