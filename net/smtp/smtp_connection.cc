// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_connection.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/password.h"
#include "engine/result.h"
#include "engine/text.h"
#include "net/mail/mail_message.h"
#include "net/peer_limits.h"

namespace reality {
namespace {

constexpr int64_t kSecondUs = 1'000'000;
constexpr int64_t kMinuteUs = 60 * kSecondUs;
// RFC 5321 4.5.3.2.7 and 4.5.3.2.5.
constexpr int64_t kCommandLimitUs = 5 * kMinuteUs;
constexpr int64_t kDataLimitUs = 3 * kMinuteUs;
// The RFC sets no bounds to a sender that trickles; these do.
constexpr int64_t kSessionLimitUs = 20 * kMinuteUs;
constexpr int64_t kTrialUs = kMinuteUs;
constexpr uint64_t kTrialBytes = 60 * 500;

// RFC 5321 6.3 counts Received fields to find loops.
constexpr size_t kMostReceived = 50;

constexpr std::string_view kTooSlow = "4.4.2 you are too slow";
constexpr std::string_view kStopping = "4.3.2 the post office closes";
constexpr std::string_view kStranger = "a stranger";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_fold(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// A tag is the recipient's own affair: "ann+ideas" is ann (RFC 5233).
std::string_view name_of(const SmtpPath& path) {
  const std::string_view local = path.local;
  return local.substr(0, local.find('+'));
}

// The whole domain, and for everybody: a server that compares less, or trusts some peers, is a
// relay. RFC 5321 4.5.1: <postmaster> needs none.
bool is_ours(const SmtpPath& path, std::string_view domain) {
  if (path.domain.empty()) return equal_fold(path.local, "postmaster");
  return equal_fold(path.domain, domain);
}

std::vector<std::string> names_of(const std::vector<SmtpPath>& recipients) {
  std::vector<std::string> names;
  for (const SmtpPath& recipient : recipients) {
    std::string name(name_of(recipient));
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

std::string_view before_at(std::string_view text) {
  return trim(text.substr(0, text.find('@')));
}

// Never an address, nor a part of one: players read it, and pages may show it.
std::string shown_name(const MailMessage& mail) {
  const std::string_view name = before_at(mail.from_name);
  return std::string(name.empty() ? kStranger : name);
}

/// The letter's text, and behind it what was enclosed: the post brings words only.
std::string text_of(MailMessage& mail) {
  std::string text = std::move(mail.text);
  for (const std::string& enclosure : mail.enclosures)
    text += (text.empty() ? "[Enclosed: " : "\n[Enclosed: ") + enclosure +
            ". The post does not carry it.]";
  return text;
}

OutsideLetter make_letter(const SmtpEnvelope& envelope, MailMessage mail, std::string digest) {
  OutsideLetter letter;
  letter.sender = envelope.sender.text();
  letter.recipients = names_of(envelope.recipients);
  letter.from = shown_name(mail);
  letter.subject = std::move(mail.subject);
  letter.text = text_of(mail);
  letter.digest = std::move(digest);
  return letter;
}

SmtpReply recipient_reply(PostVerdict verdict) {
  switch (verdict) {
    case PostVerdict::accepted:
      return {250, "2.1.5 ok"};
    case PostVerdict::unknown:
      return {550, "5.1.1 nobody is called so here"};
    case PostVerdict::closed:
      return {550, "5.7.1 no letters are taken from you there"};
    case PostVerdict::full:
      return {452, "4.2.2 the box is full"};
    case PostVerdict::failed:
      break;
  }
  return {451, "4.3.0 something broke here, try again later"};
}

// What was allowed at RCPT and is not any more is asked again, where it gets its proper reply.
SmtpReply message_reply(PostVerdict verdict) {
  switch (verdict) {
    case PostVerdict::accepted:
      return {250, "2.0.0 taken: the letter is on its way"};
    case PostVerdict::full:
      return {452, "4.2.2 the box is full"};
    case PostVerdict::unknown:
    case PostVerdict::closed:
      return {451, "4.3.0 something changed meanwhile, ask again"};
    case PostVerdict::failed:
      break;
  }
  return {451, "4.3.0 something broke here, try again later"};
}

// A relay on this machine may send as much as it likes on one connection, as it may open as many.
SmtpOptions options_of(const Settings& settings, std::string_view peer) {
  SmtpOptions options;
  options.host_name = settings.mail.domain;
  options.most_bytes = static_cast<size_t>(settings.mail.message_bytes);
  const int64_t letters = is_local_peer(peer) ? 0 : settings.limits.letters_per_connection;
  options.most_messages = static_cast<size_t>(letters);
  return options;
}

std::string closing_line(std::string_view text) {
  return "421 " + std::string(text) + "\r\n";
}

}  // namespace

SmtpOffice::SmtpOffice(ReleaseGate& g, const Clock& c, const Settings& s, Metrics& metrics)
    : gate(g),
      clock(c),
      settings(s),
      messages(metrics.counter("smtp_messages")),
      refused(metrics.counter("smtp_refused")),
      recipients_refused(metrics.counter("smtp_recipients_refused")),
      bytes_in(metrics.counter("smtp_bytes_in")),
      message_time(metrics.histogram("smtp_message")) {}

SmtpConnection::SmtpConnection(SmtpOffice& office, std::unique_ptr<Transport> transport)
    : office_(office),
      transport_(std::move(transport)),
      dialogue_(options_of(office.settings, transport_->peer())),
      held_(office.gate, *this),
      opened_us_(office.clock.mono_us()),
      quiet_since_us_(opened_us_) {}

void SmtpConnection::open() {
  transport_->attach(this);
  dialogue_.start(*this);
}

void SmtpConnection::dismiss(std::string_view text) {
  if (closing_) return;
  transport_->attach(this);
  held_.put(closing_line(text), 0);
  close();
}

void SmtpConnection::abandon(std::string_view text) {
  transport_->attach(this);
  transport_->send(closing_line(text));
  transport_->close_when_sent();
  closing_ = true;
}

void SmtpConnection::stop() {
  stopping_ = true;
  settle();
}

bool SmtpConnection::all_sent() const {
  const bool waits = !closing_ && dialogue_.awaiting_verdict();
  return !waits && held_.empty() && transport_->unsent() == 0;
}

// How long a verdict or the disk take is not the peer's fault.
void SmtpConnection::sweep(int64_t now_us) {
  if (closing_ || dialogue_.awaiting_verdict() || !held_.empty()) return;
  if (too_slow(now_us)) dismiss(kTooSlow);
}

bool SmtpConnection::too_slow(int64_t now_us) {
  if (now_us - opened_us_ >= kSessionLimitUs) return true;
  if (in_data_) return too_slow_in_data(now_us);
  return now_us - quiet_since_us_ >= kCommandLimitUs;
}

bool SmtpConnection::too_slow_in_data(int64_t now_us) {
  if (now_us - quiet_since_us_ >= kDataLimitUs) return true;
  if (data_judged_ || now_us - data_us_ < kTrialUs) return false;
  data_judged_ = true;
  return data_bytes_ < kTrialBytes;
}

void SmtpConnection::on_bytes(std::string_view bytes) {
  if (closing_) return;
  office_.bytes_in.add(bytes.size());
  quiet_since_us_ = office_.clock.mono_us();
  data_bytes_ += bytes.size();
  dialogue_.receive(bytes, *this);
  settle();
}

void SmtpConnection::on_closed() {
  office_.gone(*this);
}

// A script that pipes a whole session and ends its output gets all its answers.
bool SmtpConnection::on_end_of_input() {
  input_ended_ = true;
  settle();
  return true;
}

void SmtpConnection::on_drained() {
  update_reading();
}

RecipientVerdict SmtpConnection::check_recipient(const SmtpPath& to, const SmtpPath& from) {
  RecipientVerdict verdict;
  verdict.reply = judge_recipient(to, from, verdict.turn);
  if (verdict.reply.code != 250) office_.recipients_refused.add();
  return verdict;
}

SmtpReply SmtpConnection::judge_recipient(const SmtpPath& to, const SmtpPath& from,
                                          uint64_t& turn) const {
  if (!is_ours(to, office_.settings.mail.domain)) return {550, "5.7.1 we do not relay"};
  if (office_.has_sent_enough(peer())) return {451, "4.7.1 enough for this hour, slow down"};
  const std::string_view name = name_of(to);
  if (name.empty()) return recipient_reply(PostVerdict::unknown);
  const PostAnswer answer = office_.may_write(name, from.text());
  turn = answer.turn;
  return recipient_reply(answer.verdict);
}

void SmtpConnection::message(SmtpEnvelope envelope, std::string data) {
  message_us_ = office_.clock.mono_us();
  const std::string sender = peer();
  if (office_.has_sent_enough(sender)) return tell({451, "4.7.1 enough for this hour"}, 0);
  office_.count_message(sender);
  Result<MailMessage> mail = read_mail(data);
  if (!mail) return tell({550, "5.6.0 this cannot be read as a letter"}, 0);
  if (mail->received > kMostReceived) return tell({554, "5.4.6 the letter goes in circles"}, 0);
  office_.deliver(*this, make_letter(envelope, std::move(*mail), content_hash(data)));
}

// Before the answer, the peer may have been sent away: then it hears nothing and tries again.
void SmtpConnection::answer(const PostAnswer& answer) {
  if (closing_) return;
  tell(message_reply(answer.verdict), answer.turn);
  settle();
}

void SmtpConnection::tell(const SmtpReply& reply, uint64_t turn) {
  office_.message_time.record_us(office_.clock.mono_us() - message_us_);
  (reply.code == 250 ? office_.messages : office_.refused).add();
  dialogue_.verdict(reply, turn, *this);
}

void SmtpConnection::reply(std::string_view bytes, uint64_t turn) {
  held_.put(bytes, turn);
}

void SmtpConnection::close() {
  closing_ = true;
  close_when_released();
}

void SmtpConnection::release(std::string_view bytes) {
  quiet_since_us_ = office_.clock.mono_us();
  transport_->send(bytes);
  close_when_released();
  update_reading();
}

// What is due once the dialogue has taken all there was.
void SmtpConnection::settle() {
  if (closing_) return;
  follow_data();
  if (!dialogue_.awaiting_verdict()) {
    if (stopping_ && !in_data_) return dismiss(kStopping);
    if (input_ended_) return close();
  }
  update_reading();
}

void SmtpConnection::follow_data() {
  if (dialogue_.in_data() == in_data_) return;
  in_data_ = !in_data_;
  data_us_ = office_.clock.mono_us();
  data_bytes_ = 0;
  data_judged_ = false;
}

void SmtpConnection::close_when_released() {
  if (closing_ && held_.empty()) transport_->close_when_sent();
}

// Whoever does not take the answers, or has one coming, is not asked for more.
void SmtpConnection::update_reading() {
  const bool wanted = dialogue_.awaiting_verdict() || !held_.empty() || transport_->unsent() > 0;
  if (wanted == paused_ || closing_) return;
  paused_ = wanted;
  transport_->pause_reading(wanted);
}

}  // namespace reality
