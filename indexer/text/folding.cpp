#include "indexer/text/folding.h"

#include <algorithm>
#include <memory>

#include <unicode/coll.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "indexer/text/characters.h"
#include "indexer/text/utf8.h"
#include "indexer/threads/mutex.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMaxSlugBytes = 80;  // comfortable in a URL and in a list
// Of a label without a letter, what its slug is made from: names are long.
constexpr std::size_t kNamedBytes = 16;
// Of a label of nothing that has a name.
constexpr std::string_view kNamelessSlug = "sans-nom";

enum class Form { folded, written };

// Whole-text folding: Latin from the table, runs of anything else through ICU (a run, not a letter: marks
// compose).
class Folder {
 public:
  Folder(std::string_view utf8, Form form) : utf8_(utf8), form_(form) { out_.reserve(utf8.size()); }

  std::string run() {
    const auto& table = latin_table();
    for (std::size_t at = 0; at < utf8_.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(utf8_, at);
      const CharClass kind = classify(c);
      if (kind == CharClass::ignorable || !marks_.allows(kind)) continue;
      if (kind == CharClass::mark ||
          (c >= kTableEnd && kind != CharClass::space && kind != CharClass::newline &&
           kind != CharClass::apostrophe && kind != CharClass::hyphen)) {
        if (kind == CharClass::mark) take_back_last();
        append_utf16(c);
        continue;
      }
      flush();
      if (kind == CharClass::space || kind == CharClass::newline) {
        out_.push_back(' ');
      } else if (kind == CharClass::apostrophe) {
        out_.push_back('\'');
      } else if (kind == CharClass::hyphen || c == U'—' || c == U'―') {
        out_.push_back('-');
      } else if (kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::superscript) {
        last_ = begin;
        last_out_ = out_.size();
        const LatinEntry& entry = table[c];
        if (form_ == Form::folded)
          out_.append(entry.folded.data(), entry.folded_size);
        else
          out_.append(entry.written.data(), entry.written_size);
        continue;
      } else {
        append_utf8(out_, c);
      }
      last_ = std::string_view::npos;
    }
    flush();
    return std::move(out_);
  }

 private:
  // A combining mark belongs to the letter just written from the table: put that letter into the run instead.
  void take_back_last() {
    if (!run_.empty() || last_ == std::string_view::npos) return;
    out_.resize(last_out_);
    std::size_t at = last_;
    append_utf16(next_code_point(utf8_, at));
    last_ = std::string_view::npos;
  }
  void append_utf16(char32_t c) {
    if (c == U'—' || c == U'―') {
      run_.push_back(u'-');
    } else if (c < 0x10000) {
      run_.push_back(static_cast<char16_t>(c));
    } else {
      run_.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
      run_.push_back(static_cast<char16_t>(0xDC00 | (c & 0x3FF)));
    }
  }
  void flush() {
    if (run_.empty()) return;
    form_ == Form::folded ? append_folded(run_, out_) : append_written(run_, out_);
    run_.clear();
    last_ = std::string_view::npos;
  }

  std::string_view utf8_;
  Form form_;
  std::string out_;
  std::u16string run_;
  MarkLimit marks_;
  std::size_t last_ =
      std::string_view::npos;  // source offset of the letter written last, npos after anything else
  std::size_t last_out_ = 0;
};

}  // namespace

std::string fold(std::string_view utf8) {
  return Folder(utf8, Form::folded).run();
}

std::string lower(std::string_view utf8) {
  return Folder(utf8, Form::written).run();
}

namespace {

// One of ICU's transliterations. Making one takes longer than using it, so that it is made once; it is used by one
// thread at a time, as ICU does not promise more. Where ICU has not got it, a text stays as it is.
class Transliteration {
 public:
  explicit Transliteration(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    made_.reset(
        icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD, status));
    if (U_FAILURE(status)) made_.reset();
  }
  std::string of(std::string_view utf8) {
    if (!made_) return std::string(utf8);
    auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    const MutexLock lock(mutex_);
    made_->transliterate(text);
    std::string out;
    return text.toUTF8String(out);
  }

 private:
  Mutex mutex_;
  std::unique_ptr<icu::Transliterator> made_ FONDS_PT_GUARDED_BY(mutex_);
};

// Another script spelt in Latin letters.
std::string in_latin(std::string_view label) {
  static Transliteration any_latin("Any-Latin; Latin-ASCII");
  return any_latin.of(label);
}

// Signs and pictures by their names in Unicode: "-BICYCLE}" for U+1F6B2. The first few: names are long.
std::string names_of_signs(std::string_view label) {
  static Transliteration any_name("Any-Name");
  while (label.starts_with(' ')) label.remove_prefix(1);
  while (label.ends_with(' ')) label.remove_suffix(1);
  const std::size_t end = character_begin(label, std::min(label.size(), kNamedBytes));
  std::string names = any_name.of(label.substr(0, end));
  constexpr std::string_view kBegin = "\\N{";
  for (auto at = names.find(kBegin); at != std::string::npos; at = names.find(kBegin, at)) {
    names.replace(at, kBegin.size(), "-");
  }
  return names;
}

// The runs of Latin letters and digits, joined by hyphens; empty where there is none.
std::string latin_slug(std::string_view label) {
  std::string slug;
  bool separator = false;
  for (const char c : fold(label)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (separator && !slug.empty()) slug.push_back('-');
      separator = false;
      slug.push_back(c);
    } else {
      separator = true;
    }
  }
  if (slug.size() > kMaxSlugBytes) {
    // Cut between words where that keeps at least half.
    const std::size_t cut = slug[kMaxSlugBytes] == '-' ? kMaxSlugBytes : slug.rfind('-', kMaxSlugBytes);
    slug.resize(cut != std::string::npos && cut >= kMaxSlugBytes / 2 ? cut : kMaxSlugBytes);
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
  }
  return slug;
}

}  // namespace

std::string slugify(std::string_view label) {
  std::string slug = latin_slug(label);
  if (slug.empty()) slug = latin_slug(in_latin(label));
  if (slug.empty()) slug = latin_slug(names_of_signs(label));
  return slug.empty() ? std::string(kNamelessSlug) : slug;
}

std::string sort_key(std::string_view utf8) {
  // One collator for the process: getSortKey is const and safe to call from many threads once it is set up.
  static const std::unique_ptr<icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale::getFrench(), status));
    if (U_FAILURE(status)) made.reset();
    if (made) {
      // Punctuation and spaces count only as a tie-break: "l'Arbresle" sorts beside "Larbresle".
      made->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    }
    return made;
  }();
  if (!collator) return fold(utf8);
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string key(64, '\0');
  for (;;) {
    const int32_t needed = collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()),
                                                static_cast<int32_t>(key.size()));
    const bool fits = needed <= static_cast<int32_t>(key.size());
    key.resize(static_cast<std::size_t>(needed));
    if (fits) break;
  }
  if (!key.empty() && key.back() == '\0') key.pop_back();  // ICU's terminator
  return key;
}

bool is_valid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, at, bytes.size(), c);
    if (c < 0) return false;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) append_utf8(out, next_code_point(bytes, at));
  return out;
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += continues_character(c) ? 0 : 1;
  return count;
}

}  // namespace fonds::text
