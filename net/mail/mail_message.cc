// SPDX-License-Identifier: MIT
#include "net/mail/mail_message.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "engine/text_charset.h"
#include "net/mail/mail_body.h"
#include "net/mail/mail_header.h"
#include "net/mail/mail_html.h"

namespace reality {
namespace {

constexpr size_t kBoundaryLimit = 200;  // RFC 2046 section 5.1.1 says 70
constexpr size_t kTypeLimit = 100;
constexpr size_t kNameLimit = 200;  // of an enclosure

// A plain text of at most kStub bytes beside a page that is much longer says "your mail program
// cannot show this".
constexpr size_t kStub = 256;
constexpr size_t kMuchLonger = 4;

std::string clean_line_of(std::string_view text, size_t most = kMailLineLimit) {
  const std::string line = clean_line(limit_marks(clip_text(text, most)));
  return std::string(trim(clip_text(line, most)));
}

std::string clean_text_of(std::string_view text) {
  const std::string prose = clean_prose(limit_marks(text));
  return std::string(trim(clip_text(prose, kMailTextLimit)));
}

void append_within(std::string& text, std::string_view more) {
  text += clip_text(more, kMailTextLimit - std::min(text.size(), kMailTextLimit));
}

// CR LF, LF and CR each as one '\n'.
std::string with_plain_breaks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    const bool is_pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!is_pair) out += text[at] == '\r' ? '\n' : text[at];
  }
  return out;
}

/// Takes one line with its '\n' off the front of `text`; returns it without.
std::string_view take_line(std::string_view& text) {
  const size_t stop = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, stop);
  text.remove_prefix(std::min(stop + 1, text.size()));
  return line;
}

/// RFC 3676 section 4: paragraphs that were cut into lines for the way become whole again.
class Unflower {
 public:
  explicit Unflower(bool delete_space) : delete_space_(delete_space) {}

  std::string read(std::string_view text) {
    while (!text.empty()) add(take_line(text));
    return std::move(out_);
  }

 private:
  void add(std::string_view line) {
    const size_t depth = std::min(line.find_first_not_of('>'), line.size());
    line.remove_prefix(depth);
    if (line.starts_with(' ')) line.remove_prefix(1);  // section 4.4: stuffed
    // Section 4.5: a change of depth ends a paragraph, flowed or not.
    const bool is_signature = line == "-- ";  // section 4.3
    const bool continues = flows_ && depth == depth_ && !is_signature;
    if (!continues) begin(depth);
    flows_ = line.ends_with(' ') && !is_signature;
    if (flows_ && delete_space_) line.remove_suffix(1);
    out_ += line;
    depth_ = depth;
  }

  void begin(size_t depth) {
    if (!std::exchange(is_first_, false)) out_ += '\n';
    out_.append(depth, '>');
    if (depth > 0) out_ += ' ';
  }

  std::string out_;
  size_t depth_ = 0;
  bool delete_space_;
  bool flows_ = false;  // the last line goes on in the next
  bool is_first_ = true;
};

/// The text of a letter, part by part.
class LetterText {
 public:
  /// Parts of one `group` (not 0) are the same said in several ways (RFC 2046 section 5.1.4).
  void add(std::string_view text, bool is_html, size_t group) {
    if (group == 0 || group != group_) flush();
    group_ = group;
    append_paragraph(is_html ? html_ : plain_, text);
  }

  std::string take() {
    flush();
    return std::move(text_);
  }

 private:
  static void append_paragraph(std::string& text, std::string_view more) {
    if (trim(more).empty()) return;
    if (!text.empty()) append_within(text, "\n\n");
    append_within(text, more);
  }

  // Plain text is what its writer saw, unless it only says that the rest cannot be shown.
  void flush() {
    const size_t size = trim(plain_).size();
    const bool is_stub = size <= kStub && html_.size() > kMuchLonger * size + kStub;
    append_paragraph(text_, size == 0 || is_stub ? html_ : plain_);
    plain_.clear();
    html_.clear();
  }

  std::string text_;
  std::string plain_;
  std::string html_;
  size_t group_ = 0;
};

/// A part that waits to be read.
struct Part {
  std::string_view raw;
  size_t depth = 0;  // multiparts around it
  size_t group = 0;  // the outermost multipart/alternative around it; 0 = none
  std::string_view default_type = "text/plain";
};

/// The parts between the lines of one boundary (RFC 2046 section 5.1.1). What comes before the
/// first and behind the last is no part.
class PartSplitter {
 public:
  PartSplitter(std::string_view body, std::string_view boundary)
      : body_(body), boundary_(boundary) {}

  /// At most `most` + 1 parts: enough to see that there are too many.
  std::vector<std::string_view> split(size_t most) {
    for (size_t at = 0; at < body_.size() && parts_.size() <= most && !ended_;) {
      const size_t stop = std::min(body_.find('\n', at), body_.size());
      take_line(body_.substr(at, stop - at), at, std::min(stop + 1, body_.size()));
      at = stop + 1;
    }
    // Without the last boundary the last part goes on to the end.
    if (!ended_ && is_open_) parts_.push_back(body_.substr(start_));
    return std::move(parts_);
  }

 private:
  void take_line(std::string_view line, size_t at, size_t next) {
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary_)) return;
    // Behind it only spaces, or the two dashes that end it all: "--ab" is not a line of "a".
    std::string_view rest = line.substr(2 + boundary_.size());
    const bool is_last = rest.starts_with("--");
    if (is_last) rest.remove_prefix(2);
    if (!trim(rest).empty()) return;
    if (is_open_) parts_.push_back(without_break(body_.substr(start_, at - start_)));
    is_open_ = true;
    start_ = next;
    ended_ = is_last;
  }

  // The line break before a boundary belongs to the boundary.
  static std::string_view without_break(std::string_view part) {
    if (part.ends_with('\n')) part.remove_suffix(1);
    if (part.ends_with('\r')) part.remove_suffix(1);
    return part;
  }

  std::string_view body_;
  std::string_view boundary_;
  std::vector<std::string_view> parts_;
  size_t start_ = 0;
  bool is_open_ = false;  // a part has begun
  bool ended_ = false;
};

std::string size_words(size_t bytes) {
  constexpr size_t kKilo = 1024;
  if (bytes < kKilo) return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
  if (bytes < kKilo * kKilo) return std::to_string((bytes + kKilo / 2) / kKilo) + " KB";
  const size_t tenths = (bytes * 10 + kKilo * kKilo / 2) / (kKilo * kKilo);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

/// One part's header, understood.
struct PartKind {
  PartKind(const MailHeader& header, std::string_view default_type)
      : type(header.find("content-type")),
        disposition(header.find("content-disposition")),
        encoding(transfer_encoding(MailValue(header.find("content-transfer-encoding")).value())),
        name(type.value()) {
    // RFC 2045 section 5.2: what is missing or makes no sense is plain text.
    const size_t slash = name.find('/');
    if (slash == name.npos || slash == 0 || slash + 1 == name.size()) name = default_type;
  }

  bool is_multipart() const { return name.starts_with("multipart/"); }
  bool is_html() const { return name == "text/html"; }
  // RFC 2045 section 6.4: what is in an unknown encoding is no text, whatever it says it is.
  bool is_text() const {
    return (is_html() || name == "text/plain") && disposition.value() != "attachment" &&
           encoding != TransferEncoding::kUnknown;
  }

  std::string file_name() const {
    std::string file = disposition.parameter("filename");
    if (file.empty()) file = type.parameter("name");
    return decode_words(file);
  }

  MailValue type;
  MailValue disposition;
  TransferEncoding encoding;
  std::string name;  // of the type
};

/// Goes over the parts of a message. Those that wait lie on a stack, so that depth costs nothing
/// but a number; as an outer multipart is cut before an inner one, no part reaches out of its own.
class MailReader {
 public:
  Result<MailMessage> read(std::string_view raw) {
    Result<MailHeader> header = MailHeader::read(raw);
    if (!header) return Error{header.error()};
    take_envelope(*header);
    waiting_.push_back({raw});
    while (!waiting_.empty()) {
      const Part part = waiting_.back();
      waiting_.pop_back();
      const Status taken = take_part(part);
      if (!taken) return Error{taken.error()};
    }
    message_.text = clean_text_of(text_.take());
    return std::move(message_);
  }

 private:
  void take_envelope(const MailHeader& header) {
    if (const MailField* from = header.first("from")) take_sender(*from);
    message_.subject = clean_line_of(decode_words(header.find("subject")));
    message_.message_id = message_id_of(header.find("message-id"));
    for (const MailField& field : header.fields()) {
      if (field.name == "received") ++message_.received;
      message_.automatic = message_.automatic || is_of_a_machine(field);
    }
  }

  // An address that was cut, or that must be cleaned, would become somebody else's.
  void take_sender(const MailField& from) {
    const std::vector<Mailbox> boxes = read_mailboxes(from.body);
    if (boxes.empty()) return;
    message_.from_name = clean_line_of(boxes[0].name);
    const std::string& address = boxes[0].address;
    const bool is_whole = !from.is_cut && address.size() <= kMailAddressLimit;
    if (is_whole && clean_line(address) == address) message_.from_address = address;
  }

  // RFC 5322 section 3.6.4: what stands in angle brackets.
  static std::string message_id_of(std::string_view field) {
    const size_t start = field.find('<');
    const size_t end = start == field.npos ? start : field.find('>', start);
    if (end == field.npos || end - start >= kMailLineLimit) return {};
    return clean_line_of(field.substr(start, end - start + 1));
  }

  // RFC 3834 section 2 and 5, RFC 2369, and what was used before them.
  static bool is_of_a_machine(const MailField& field) {
    if (field.name.starts_with("list-")) return true;
    const bool is_auto = field.name == "auto-submitted";
    if (!is_auto && field.name != "precedence") return false;
    const std::string value = MailValue(field.body).value();
    if (is_auto) return value != "no";
    return value == "bulk" || value == "list" || value == "junk";
  }

  Status take_part(const Part& part) {
    const Result<MailHeader> header = MailHeader::read(part.raw);
    if (!header) return Error{header.error()};
    const std::string_view body = part.raw.substr(header.value().size());
    const PartKind kind(header.value(), part.default_type);
    if (kind.is_multipart()) return take_multipart(part, kind, body);
    if (kind.is_text()) {
      take_text(kind, body, part.group);
    } else {
      take_enclosure(kind, body);
    }
    return {};
  }

  Status take_multipart(const Part& part, const PartKind& kind, std::string_view body) {
    if (part.depth == kMailDepthMost) return Error{"letter: over 8 parts inside each other"};
    const std::string boundary = kind.type.parameter("boundary");
    const bool is_usable = !boundary.empty() && boundary.size() <= kBoundaryLimit;
    std::vector<std::string_view> inner;
    if (is_usable) inner = PartSplitter(body, boundary).split(kMailPartsMost);
    parts_ += inner.size();
    if (parts_ > kMailPartsMost) return Error{"letter: over 64 parts; send it with fewer"};
    if (inner.empty()) {
      // Nothing says where its parts are. Nobody's words get lost.
      text_.add(with_plain_breaks(to_utf8(body.substr(0, kMailTextLimit), "utf-8")), false, 0);
      return {};
    }
    Part next = part;
    ++next.depth;
    ++multiparts_;
    if (kind.name == "multipart/alternative" && next.group == 0) next.group = multiparts_;
    // RFC 2046 section 5.1.5.
    next.default_type = kind.name == "multipart/digest" ? "message/rfc822" : "text/plain";
    // The last is laid down first, so that the first is read first.
    for (; !inner.empty(); inner.pop_back()) {
      next.raw = inner.back();
      waiting_.push_back(next);
    }
    return {};
  }

  void take_text(const PartKind& kind, std::string_view body, size_t group) {
    const std::string bytes = decode_body(body, kind.encoding, kMailTextLimit);
    const std::string decoded = to_utf8(bytes, kind.type.parameter("charset"));
    std::string text = with_plain_breaks(clip_text(decoded, kMailTextLimit));
    const bool is_flowed = fold_case(kind.type.parameter("format")) == "flowed";
    const bool deletes_space = fold_case(kind.type.parameter("delsp")) == "yes";
    if (kind.is_html()) {
      text = html_to_text(text, kMailTextLimit);
    } else if (is_flowed) {
      text = Unflower(deletes_space).read(text);
    }
    text_.add(text, kind.is_html(), group);
  }

  void take_enclosure(const PartKind& kind, std::string_view body) {
    std::string name = clean_line_of(kind.file_name(), kNameLimit);
    if (name.empty()) name = "unnamed";
    message_.enclosures.push_back(name + ", " + clean_line_of(kind.name, kTypeLimit) + ", " +
                                  size_words(decoded_size(body, kind.encoding)));
  }

  MailMessage message_;
  LetterText text_;
  std::vector<Part> waiting_;
  size_t parts_ = 0;
  size_t multiparts_ = 0;
};

}  // namespace

Result<MailMessage> read_mail(std::string_view raw) {
  return MailReader().read(raw);
}

}  // namespace reality
