<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AccessHistoryDialog</name>
    <message>
        <source>Who looked at this card?</source>
        <translation>この顧客を見た人</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>読み込めませんでした。</translation>
    </message>
    <message>
        <source>Nothing of this kind. Choose another person or kind above.</source>
        <translation>該当する記録はありません。上で別の人か操作を選んでください。</translation>
    </message>
    <message>
        <source>Nobody has looked at this card since records began.</source>
        <translation>記録を始めてから、この顧客を見た人はいません。</translation>
    </message>
    <message>
        <source>%1 of %2 entries. That you asked is recorded too.</source>
        <translation>%2件中 %1件。この確認も記録されています。</translation>
    </message>
    <message>
        <source>%1 of the newest %2 entries. That you asked is recorded too.</source>
        <translation>新しい順に %2件中 %1件。この確認も記録されています。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>行をコピー</translation>
    </message>
</context>
<context>
    <name>AddressBox</name>
    <message>
        <source>Which address</source>
        <translation>どの住所か</translation>
    </message>
    <message>
        <source>Correct the pin</source>
        <translation>ピンを直す</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>No address is known of this customer.</source>
        <translation>このお客様の住所は登録されていません。</translation>
    </message>
    <message>
        <source>More about this address</source>
        <translation>この住所についての操作</translation>
    </message>
    <message>
        <source>Use the address again, not the pin</source>
        <translation>ピンをやめて住所の位置に戻す</translation>
    </message>
    <message>
        <source>Look it up online: the address leaves the company</source>
        <translation>オンラインで調べる（住所が社外に出ます）</translation>
    </message>
    <message>
        <source>Open in the route planner: in the browser</source>
        <translation>経路検索で開く（ブラウザー）</translation>
    </message>
    <message>
        <source>Copy the map as a picture</source>
        <translation>地図を画像としてコピー</translation>
    </message>
</context>
<context>
    <name>AddressRows</name>
    <message>
        <source>Kind of address</source>
        <translation>住所の種類</translation>
    </message>
    <message>
        <source>Make it the usual one</source>
        <translation>いつもの住所にする</translation>
    </message>
    <message>
        <source>Add an address</source>
        <translation>住所を追加</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>いつもの</translation>
    </message>
    <message>
        <source>put away</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>また使う</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>使わない</translation>
    </message>
</context>
<context>
    <name>AloudPane</name>
    <message>
        <source>What stands in the paper</source>
        <translation>紙面の内容</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>Thanked …</source>
        <translation>お礼をした…</translation>
    </message>
    <message>
        <source>Task …</source>
        <translation>タスク …</translation>
    </message>
    <message>
        <source>Correct this page</source>
        <translation>このページを訂正</translation>
    </message>
    <message>
        <source>Go on correcting</source>
        <translation>訂正を続ける</translation>
    </message>
    <message>
        <source>By telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>By letter</source>
        <translation>お礼状</translation>
    </message>
    <message>
        <source>By postcard</source>
        <translation>はがき</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>With a gift</source>
        <translation>粗品</translation>
    </message>
</context>
<context>
    <name>ApprovalPane</name>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>もう一度依頼する</translation>
    </message>
    <message>
        <source>Added to the note</source>
        <translation>メモへの追記</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>足りない点</translation>
    </message>
</context>
<context>
    <name>AskButton</name>
    <message>
        <source>Ask a supervisor for help with this customer</source>
        <translation>このお客様の応対でSVに応援を頼む</translation>
    </message>
</context>
<context>
    <name>AskedMark</name>
    <message>
        <source>Help %1</source>
        <translation>応援 %1</translation>
    </message>
    <message>
        <source>Colleagues ask for help with their call</source>
        <translation>応対中の担当者が応援を求めています</translation>
    </message>
    <message>
        <source>Colleagues who ask for help: %1</source>
        <translation>応援を求めている担当者: %1人</translation>
    </message>
</context>
<context>
    <name>AskingLine</name>
    <message>
        <source>What about? (Enter)</source>
        <translation>用件（Enter）</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Never mind</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>No help is needed any more</source>
        <translation>応援の依頼を取り消します</translation>
    </message>
</context>
<context>
    <name>AttentionMemo</name>
    <message>
        <source>No attention memo</source>
        <translation>注意メモはありません</translation>
    </message>
</context>
<context>
    <name>AvailabilityButton</name>
    <message>
        <source>%1 – change (F2)</source>
        <translation>%1 – 変更 (F2)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>BugReportDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>問題が発生しました</translation>
    </message>
    <message>
        <source>Something went wrong in the program. What you typed is kept; you can go on. Please hand the report below to whoever looks after the program.</source>
        <translation>プログラムに問題が発生しました。入力内容は残っています。このまま続けられます。お手数ですが、下の報告をシステム担当者へお渡しください。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>報告をコピー</translation>
    </message>
</context>
<context>
    <name>CallDetail</name>
    <message>
        <source>Call back</source>
        <translation>かけ直す</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>Choose a call to see its telephones and notes.</source>
        <translation>通話を選ぶと、鳴った電話機とメモが表示されます。</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>カードを開く</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新規のお客様</translation>
    </message>
    <message>
        <source>Telephones of the call</source>
        <translation>この通話の電話機</translation>
    </message>
    <message>
        <source>Notes of the call</source>
        <translation>この通話のメモ</translation>
    </message>
    <message>
        <source>Open the recording in the web browser</source>
        <translation>録音をブラウザーで開く</translation>
    </message>
</context>
<context>
    <name>CallListPanel</name>
    <message>
        <source>Calls, tasks and recent customers</source>
        <translation>電話・タスク・最近のお客様</translation>
    </message>
</context>
<context>
    <name>CallLogPanel</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Call log</source>
        <translation>通話履歴</translation>
    </message>
</context>
<context>
    <name>CallMenu</name>
    <message>
        <source>Search customers with this number</source>
        <translation>この番号のお客様を検索</translation>
    </message>
</context>
<context>
    <name>CallerPage</name>
    <message>
        <source>New customer</source>
        <translation>新規顧客</translation>
    </message>
    <message>
        <source>Who is it, if not %1?</source>
        <translation>%1 でなければ、どなたですか?</translation>
    </message>
    <message>
        <source>Who is calling from %1?</source>
        <translation>%1 からのお電話はどなたですか?</translation>
    </message>
    <message>
        <source>Unknown %1 (%2)</source>
        <translation>未登録 %1(%2)</translation>
    </message>
    <message>
        <source>Unknown %1</source>
        <translation>未登録 %1</translation>
    </message>
    <message>
        <source>The call, your note and its follow-up move along. Esc: as it was.</source>
        <translation>通話・メモ・フォローも一緒に移ります。Esc で元のままにします。</translation>
    </message>
    <message>
        <source>Ask for the name, then choose.</source>
        <translation>お名前を伺ってから選んでください。</translation>
    </message>
    <message>
        <source>There is no number to look up. Ask for the name.</source>
        <translation>番号がないため検索していません。お名前を伺ってください。</translation>
    </message>
    <message>
        <source>The number could not be looked up. Search by name meanwhile.</source>
        <translation>番号を検索できませんでした。お名前で検索してください。</translation>
    </message>
    <message>
        <source>Ask for the name: a new customer, or one calling from a new number?</source>
        <translation>お名前を伺ってください。新しいお客様か、別の番号からのお電話かを確認します。</translation>
    </message>
    <message>
        <source>Somebody else? Search for an existing customer</source>
        <translation>別の方ですか? 登録済みのお客様を検索</translation>
    </message>
    <message>
        <source>Ask for the name and search for the customer</source>
        <translation>お名前を伺ってお客様を検索</translation>
    </message>
    <message>
        <source>This is an existing customer: search by name, kana or code</source>
        <translation>登録済みのお客様の場合:氏名・カナ・顧客番号で検索</translation>
    </message>
    <message>
        <source>choose; it is remembered for this number</source>
        <translation>で選択。次回この番号で最初に表示します</translation>
    </message>
</context>
<context>
    <name>CardDraftsLine</name>
    <message>
        <source>Take over</source>
        <translation>引き継ぐ</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>no phone number</source>
        <translation>電話番号は未登録です</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>住所は未登録です</translation>
    </message>
    <message>
        <source>Restricted: not everybody may open this card</source>
        <translation>閲覧制限：このカードは限られた人だけが開けます</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>閲覧制限</translation>
    </message>
</context>
<context>
    <name>CategoryBox</name>
    <message>
        <source>Category</source>
        <translation>お問い合わせ区分</translation>
    </message>
</context>
<context>
    <name>CategoryForm</name>
    <message>
        <source>Notes need a supervisor&apos;s approval</source>
        <translation>応対メモの完了にSVの承認が必要</translation>
    </message>
    <message>
        <source>For complaints and the like. Operators ask for approval in place of closing the note; supervisors find it among the tasks, under Approvals.</source>
        <translation>苦情などの区分に使います。オペレーターは完了の代わりに承認を依頼し、SVには「タスク」の「承認」に表示されます。</translation>
    </message>
</context>
<context>
    <name>ChangesButton</name>
    <message>
        <source>Who was in charge? (Ctrl+F7)</source>
        <translation>担当の履歴（Ctrl+F7）</translation>
    </message>
    <message>
        <source>Who was in charge?</source>
        <translation>担当の履歴</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>Who was in charge?</source>
        <translation>担当の履歴</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>From</source>
        <translation>旧担当</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新担当</translation>
    </message>
    <message>
        <source>Moved by</source>
        <translation>変更した人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Hand-over note</source>
        <translation>引き継ぎメモ</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>This customer was never moved. What moves them is listed here.</source>
        <translation>担当変更はまだありません。変更するとここに並びます。</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>取り消し済み</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>Somebody else changed the same fields. Nothing is saved yet, nothing is lost: choose for each field what is to stay.</source>
        <translation>同じ項目をほかの方も変更していました。まだ保存していません。どちらの内容も残っています。項目ごとに、どちらを残すか選んでください。</translation>
    </message>
    <message>
        <source>Save what is chosen</source>
        <translation>選んだ内容で保存</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>入力に戻る</translation>
    </message>
    <message>
        <source>Changed twice: %1</source>
        <translation>変更が重なりました %1</translation>
    </message>
    <message>
        <source>%1 still to choose</source>
        <translation>あと%1項目を選んでください</translation>
    </message>
    <message>
        <source>← theirs, → mine, ↑ ↓ another field</source>
        <translation>← 相手 → 自分 ↑ ↓ 別の項目</translation>
    </message>
</context>
<context>
    <name>CopyLabel</name>
    <message>
        <source>Copy selection</source>
        <translation>選択した部分をコピー</translation>
    </message>
    <message>
        <source>Copy as shown</source>
        <translation>表示のままコピー</translation>
    </message>
    <message>
        <source>Copy plain: %1</source>
        <translation>記号なしでコピー: %1</translation>
    </message>
</context>
<context>
    <name>CustomerCardPanel</name>
    <message>
        <source>Loading …</source>
        <translation>読み込んでいます…</translation>
    </message>
</context>
<context>
    <name>CustomerEditPanel</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Throw my changes away</source>
        <translation>変更を破棄</translation>
    </message>
    <message>
        <source>Change %1  %2</source>
        <translation>お客様情報の変更 %1  %2</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Phone numbers</source>
        <translation>電話番号</translation>
    </message>
</context>
<context>
    <name>CustomerFinder</name>
    <message>
        <source>Search for the caller</source>
        <translation>電話のお客様を検索</translation>
    </message>
    <message>
        <source>Name, kana, customer code, order number</source>
        <translation>氏名・カナ・顧客番号・受注番号</translation>
    </message>
    <message>
        <source>No customer found.</source>
        <translation>該当するお客様はいません。</translation>
    </message>
    <message>
        <source>Add the number and open</source>
        <translation>番号を追加して開く</translation>
    </message>
    <message>
        <source>Open without adding</source>
        <translation>追加せずに開く</translation>
    </message>
</context>
<context>
    <name>CustomerSearchPanel</name>
    <message>
        <source>Number, name, kana, codes, order, postal code</source>
        <translation>番号・氏名・カナ・顧客番号・受注番号・〒</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>お客様を検索</translation>
    </message>
</context>
<context>
    <name>DeliveryNoteBox</name>
    <message>
        <source>Where to leave it, which bell, the dog</source>
        <translation>置き場所、呼び鈴、犬など</translation>
    </message>
    <message>
        <source>Delivery note</source>
        <translation>配達メモ</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>自分のメモにする</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>相手のメモにする</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存しています…</translation>
    </message>
    <message>
        <source>Not saved; what you typed is kept</source>
        <translation>保存できませんでした。入力内容は残っています</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>DemoBarPanel</name>
    <message>
        <source>Demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>Everybody here is invented. Let a call ring:</source>
        <translation>登場するお客様はすべて架空です。着信を試す:</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>切断</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>登録済みのお客様</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共用の番号</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未登録の番号</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>非通知</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <translation>迷惑電話</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>引き継ぎ</translation>
    </message>
</context>
<context>
    <name>DialStrip</name>
    <message>
        <source>Dial</source>
        <translation>発信する</translation>
    </message>
    <message>
        <source>Do not dial (Esc)</source>
        <translation>発信しない (Esc)</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>CTI doctor</source>
        <translation>CTI診断</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>Live events</source>
        <translation>受信の様子</translation>
    </message>
    <message>
        <source>Test calls</source>
        <translation>テスト着信</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>記録の再生</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>The report is in the clipboard; numbers and names are left out.</source>
        <translation>レポートをクリップボードに入れました。番号と名前は含まれません。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>レポートをコピー</translation>
    </message>
</context>
<context>
    <name>DoneSheet</name>
    <message>
        <source>What came of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Call back again</source>
        <translation>もう一度折り返す</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>対応不要</translation>
    </message>
</context>
<context>
    <name>DrawnMap</name>
    <message>
        <source>Map of the home</source>
        <translation>ご自宅の地図</translation>
    </message>
</context>
<context>
    <name>EditButton</name>
    <message>
        <source>Change what is known of the customer (Ctrl+E)</source>
        <translation>お客様情報を変更(Ctrl+E)</translation>
    </message>
    <message>
        <source>Change what is known of the customer</source>
        <translation>お客様情報を変更</translation>
    </message>
</context>
<context>
    <name>EnclosureRuleFields</name>
    <message>
        <source>Enclosure</source>
        <translation>同梱物</translation>
    </message>
    <message>
        <source>Who got the mailing</source>
        <translation>受け取ったDM</translation>
    </message>
    <message>
        <source>Product code in the order</source>
        <translation>注文にある商品コード</translation>
    </message>
    <message>
        <source>Which order of the customer</source>
        <translation>お客様の何回目の注文</translation>
    </message>
    <message>
        <source>1: the first</source>
        <translation>1: 初回</translation>
    </message>
    <message>
        <source>Sent from</source>
        <translation>発送日（から）</translation>
    </message>
    <message>
        <source>Sent until</source>
        <translation>発送日（まで）</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>選んでください…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>すべてのお客様</translation>
    </message>
    <message>
        <source>All that is filled in must be so. Parcels that wait to be sent follow a change with the next run of “crm-desktop enclose”; sent ones stay as they were.</source>
        <translation>入力した条件をすべて満たす荷物に入ります。発送前の荷物には、次に「crm-desktop enclose」を実行したときに反映されます。発送済みの荷物は変わりません。</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard what is typed</source>
        <translation>入力を取り消す</translation>
    </message>
    <message>
        <source>New password …</source>
        <translation>パスワードを新しくする…</translation>
    </message>
    <message>
        <source>Deactivate …</source>
        <translation>利用を停止する…</translation>
    </message>
    <message>
        <source>Let sign in again</source>
        <translation>利用を再開する</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新しいスタッフ</translation>
    </message>
    <message>
        <source>A login stays as it is.</source>
        <translation>ログイン名は変えられません。</translation>
    </message>
    <message>
        <source>These are your own roles: another administrator changes them.</source>
        <translation>ご自身の役割です。変更はほかの管理者が行います。</translation>
    </message>
    <message>
        <source>family name, blank, given name</source>
        <translation>姓と名の間に空白</translation>
    </message>
    <message>
        <source>tadokoro: small letters; it stays as it is</source>
        <translation>例：tadokoro（英小文字。あとから変えられません）</translation>
    </message>
    <message>
        <source>empty: chosen at the desk</source>
        <translation>空欄なら席で選びます</translation>
    </message>
    <message>
        <source>Choose somebody from the list, or add somebody new.</source>
        <translation>一覧から選ぶか、新しいスタッフを追加してください。</translation>
    </message>
</context>
<context>
    <name>EventsTab</name>
    <message>
        <source>Received events</source>
        <translation>受信した内容</translation>
    </message>
    <message>
        <source>While this window is open the gateway keeps what it receives: at most 50 events a second, for a day.</source>
        <translation>この画面を開いている間、ゲートウェイは受信した内容を記録します (毎秒50件まで、1日間保存)。</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>一覧を消す</translation>
    </message>
</context>
<context>
    <name>FakeTab</name>
    <message>
        <source>End it</source>
        <translation>終了する</translation>
    </message>
    <message>
        <source>No test call goes on.</source>
        <translation>テスト着信はありません。</translation>
    </message>
    <message>
        <source>Test call: %1</source>
        <translation>テスト着信: %1</translation>
    </message>
    <message>
        <source>A test call is reported by this desk, marked as one, and counted nowhere. When it appears, the database, its notifications, this desk and the search for the caller work. Whether the phone system and the gateway do, the first two pages tell.</source>
        <translation>テスト着信はこの画面から送られ、テストとして記録され、どの集計にも数えられません。表示されれば、データベース・通知・この画面・お客様の検索は正常です。電話システムとゲートウェイの状態は、はじめの2つのページで分かります。</translation>
    </message>
    <message>
        <source>This login has no telephone of its own, so no test call can ring. An administrator gives it an extension.</source>
        <translation>このログインには内線がないため、テスト着信はできません。管理者が内線を割り当てます。</translation>
    </message>
    <message>
        <source>From the number</source>
        <translation>発信者の番号</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All telephones</source>
        <translation>すべての電話機</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>受電・架電すべて</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>すべての結果</translation>
    </message>
    <message>
        <source>Show the calls of all queues</source>
        <translation>すべてのキューの電話を表示</translation>
    </message>
    <message>
        <source>Part of a number or name</source>
        <translation>番号・氏名・カナの一部</translation>
    </message>
    <message>
        <source>Whose telephone rang</source>
        <translation>鳴った電話機</translation>
    </message>
    <message>
        <source>Direction of the calls</source>
        <translation>通話の方向</translation>
    </message>
    <message>
        <source>Result of the calls</source>
        <translation>通話の結果</translation>
    </message>
    <message>
        <source>Days of the calls</source>
        <translation>通話の期間</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>最初の日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最後の日</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>Anybody&apos;s</source>
        <translation>すべての担当</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>指定なし</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>ランク</translation>
    </message>
    <message>
        <source>Prefecture</source>
        <translation>都道府県</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>購入商品</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>指定なし</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>定期購入</translation>
    </message>
    <message>
        <source>Never ordered</source>
        <translation>注文したことがない</translation>
    </message>
    <message>
        <source>Something is to be paid</source>
        <translation>未入金あり</translation>
    </message>
    <message>
        <source>Whose person has left</source>
        <translation>担当者が退職・無効</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最終注文日</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>注文回数</translation>
    </message>
    <message>
        <source>Cycle overdue</source>
        <translation>購入周期の遅れ</translation>
    </message>
    <message>
        <source>at least %1 days</source>
        <translation>%1 日以上</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Words in the letters</source>
        <translation>お手紙の中の言葉</translation>
    </message>
    <message>
        <source>Find words in the letters of this customer</source>
        <translation>このお客様のお手紙の中を探す</translation>
    </message>
    <message>
        <source>Hit before</source>
        <translation>前の箇所</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>次の箇所</translation>
    </message>
    <message>
        <source>Not found in these letters. Letters not read yet are not searched.</source>
        <translation>お手紙の中に見つかりませんでした。まだ文字を読み取っていないお手紙は探せません。</translation>
    </message>
    <message>
        <source>Places: %1</source>
        <translation>%1 か所</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>On this page, but nobody knows where.</source>
        <translation>このページにあります(位置は不明です)。</translation>
    </message>
</context>
<context>
    <name>FindPane</name>
    <message>
        <source>Count again</source>
        <translation>数え直す</translation>
    </message>
    <message>
        <source>Show a sample with names</source>
        <translation>氏名つきで一部を見る</translation>
    </message>
    <message>
        <source>Share them out …</source>
        <translation>割り振りへ…</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>数えています…</translation>
    </message>
    <message>
        <source>Reading a sample …</source>
        <translation>一部を読み込んでいます…</translation>
    </message>
    <message>
        <source>Stopped. The figures of this filter are not known.</source>
        <translation>中止しました。この条件の人数はわかりません。</translation>
    </message>
    <message>
        <source>Nobody is like this. Take a criterion away.</source>
        <translation>該当するお客様がいません。条件を減らしてください。</translation>
    </message>
    <message>
        <source>This look at names is on record, as every search is.</source>
        <translation>氏名の表示は、検索と同じように記録されています。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>ランク</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最終注文</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>Sample of the customers</source>
        <translation>お客様の一部</translation>
    </message>
    <message>
        <source>Names are shown for a reason: it is recorded as a search.</source>
        <translation>氏名を表示すると、検索として記録されます。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Sales in a year</source>
        <translation>年間購入額</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>未完了のタスク</translation>
    </message>
    <message>
        <source>Of these call-backs</source>
        <translation>うち折り返し</translation>
    </message>
</context>
<context>
    <name>FirstPersonForm</name>
    <message>
        <source>Set up and sign in</source>
        <translation>設定してサインイン</translation>
    </message>
    <message>
        <source>Setting up …</source>
        <translation>設定しています…</translation>
    </message>
    <message>
        <source>201; may stay empty</source>
        <translation>201(なければ空欄)</translation>
    </message>
    <message>
        <source>Nobody works with this database yet. Begin with yourself; add others later.</source>
        <translation>このデータベースを使う人はまだ登録されていません。まずご自身を登録してください。ほかの方は後から追加できます。</translation>
    </message>
    <message>
        <source>Set up this PC</source>
        <translation>このPCの設定</translation>
    </message>
</context>
<context>
    <name>FloorLimitFields</name>
    <message>
        <source>calls wait, or more</source>
        <translation>件以上の着信がお待ちのとき</translation>
    </message>
    <message>
        <source>seconds somebody waits, or more</source>
        <translation>秒以上お待たせしているとき</translation>
    </message>
    <message>
        <source>callers are to be called back, or more</source>
        <translation>名以上が折り返しをお待ちのとき</translation>
    </message>
    <message>
        <source>seconds are answered in time (service level)</source>
        <translation>秒以内の応答を時間内とする(サービスレベル)</translation>
    </message>
</context>
<context>
    <name>FloorPeoplePane</name>
    <message>
        <source>Write to a file …</source>
        <translation>ファイルに書き出す…</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Nobody took a call, was away or wrote a note on these days.</source>
        <translation>この期間に電話に出た人、離席した人、メモを書いた人はいません。</translation>
    </message>
    <message>
        <source>Reading the figures …</source>
        <translation>数字を読み込んでいます…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>Why the figures are taken out; it is recorded</source>
        <translation>書き出す理由(記録されます)</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>最初の日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最後の日</translation>
    </message>
    <message>
        <source>What a row stands for</source>
        <translation>行の単位</translation>
    </message>
    <message>
        <source>Whose figures</source>
        <translation>だれの数字か</translation>
    </message>
    <message>
        <source>What the chart draws</source>
        <translation>グラフの内容</translation>
    </message>
    <message>
        <source>Figures of people and days</source>
        <translation>担当者別・日別の数字</translation>
    </message>
    <message>
        <source>Chart of the same rows</source>
        <translation>同じ行のグラフ</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Going back with Esc keeps what is typed.</source>
        <translation>Escで戻っても入力内容は残ります。</translation>
    </message>
</context>
<context>
    <name>FoundProducts</name>
    <message>
        <source>Products found</source>
        <translation>見つかった商品</translation>
    </message>
</context>
<context>
    <name>GoingList</name>
    <message>
        <source>Code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>現担当</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新担当</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>年間購入額</translation>
    </message>
    <message>
        <source>Send there</source>
        <translation>この人に指定</translation>
    </message>
    <message>
        <source>As it falls</source>
        <translation>指定を外す</translation>
    </message>
    <message>
        <source>and %1 more: look for a code</source>
        <translation>ほか %1 人（顧客番号で検索）</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Customer code; Enter looks for it</source>
        <translation>顧客番号（Enterで検索）</translation>
    </message>
    <message>
        <source>Customer code to look for</source>
        <translation>検索する顧客番号</translation>
    </message>
    <message>
        <source>Who goes where</source>
        <translation>お客様ごとの割り振り先</translation>
    </message>
    <message>
        <source>Whom to send the chosen customer to</source>
        <translation>選んだお客様の割り振り先</translation>
    </message>
    <message>
        <source>Send the chosen customer there</source>
        <translation>選んだお客様をこの人に指定する</translation>
    </message>
    <message>
        <source>Let the chosen customer go as it falls</source>
        <translation>選んだお客様の指定を外す</translation>
    </message>
    <message>
        <source>Chosen customer to</source>
        <translation>選んだお客様を</translation>
    </message>
</context>
<context>
    <name>HandOverLine</name>
    <message>
        <source>Done</source>
        <translation>確認済みにする</translation>
    </message>
    <message>
        <source>This customer is worked through</source>
        <translation>このお客様を確認済みにします</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>By</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Planned, cover</source>
        <translation>予定・代理</translation>
    </message>
    <message>
        <source>Hand-over note</source>
        <translation>引き継ぎメモ</translation>
    </message>
    <message>
        <source>From</source>
        <translation>旧担当</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新担当</translation>
    </message>
    <message>
        <source>Did not go along</source>
        <translation>対象外になった顧客番号</translation>
    </message>
    <message>
        <source>Now with</source>
        <translation>現在の担当</translation>
    </message>
    <message>
        <source>Take it back …</source>
        <translation>取り消す…</translation>
    </message>
    <message>
        <source>Give the plan up …</source>
        <translation>予定をやめる…</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>No customer was moved yet. What is moved or planned is listed here.</source>
        <translation>担当変更はまだありません。実行した変更と予定がここに並びます。</translation>
    </message>
    <message>
        <source>Take the move of %1 customers back? Whoever was moved again since stays.</source>
        <translation>お客様%1人の担当変更を取り消しますか。その後また担当が変わったお客様はそのまま残ります。</translation>
    </message>
    <message>
        <source>Give the plan for %1 customers up? Nobody moves then.</source>
        <translation>お客様%1人の担当変更の予定をやめますか。担当は変わりません。</translation>
    </message>
    <message>
        <source>%1 customers are back; %2 stay, for they were moved again since.</source>
        <translation>%1人を元の担当に戻しました。%2人はその後また担当が変わったため、そのままです。</translation>
    </message>
    <message>
        <source>Taken back by %1.</source>
        <translation>%1さんが取り消しました。</translation>
    </message>
    <message>
        <source>%1 were left out: others had moved them.</source>
        <translation>%1人はほかの人が先に変更していたため、対象外です。</translation>
    </message>
    <message>
        <source>%1 stayed: they were moved again since.</source>
        <translation>%1人はその後また担当が変わったため、そのままです。</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>予定をやめる</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Moves, newest first</source>
        <translation>担当変更の一覧（新しい順）</translation>
    </message>
    <message>
        <source>From whom to whom</source>
        <translation>旧担当と新担当</translation>
    </message>
    <message>
        <source>Who did not go along</source>
        <translation>対象外になったお客様</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>Copy the rows</source>
        <translation>行をコピー</translation>
    </message>
</context>
<context>
    <name>HomeMap</name>
    <message>
        <source>Closer</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>縮小</translation>
    </message>
</context>
<context>
    <name>HomePanel</name>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Nothing is to be done today. Follow-ups set in a call appear here.</source>
        <translation>今日のタスクはありません。応対で設定したフォローがここに表示されます。</translation>
    </message>
    <message>
        <source>%1 late, %2 today</source>
        <translation>遅れ %1 件・今日 %2 件</translation>
    </message>
</context>
<context>
    <name>IncomingCallPanel</name>
    <message>
        <source>Look up again</source>
        <translation>もう一度検索</translation>
    </message>
    <message>
        <source>Not them</source>
        <translation>別の方</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>スクリプト</translation>
    </message>
    <message>
        <source>Back to the call</source>
        <translation>通話に戻る</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>待ち %1</translation>
    </message>
    <message>
        <source>Mark as an unwanted caller …</source>
        <translation>迷惑電話として登録 …</translation>
    </message>
</context>
<context>
    <name>KeptDraftsPane</name>
    <message>
        <source>Put back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>捨てる</translation>
    </message>
    <message>
        <source>The chosen drafts are thrown away (Delete)</source>
        <translation>選んだ下書きを捨てます (Delete)</translation>
    </message>
    <message>
        <source>Kept from before, not saved</source>
        <translation>保存されていない下書き</translation>
    </message>
    <message>
        <source>Nothing is kept any more.</source>
        <translation>下書きはもうありません。</translation>
    </message>
</context>
<context>
    <name>KeptFilters</name>
    <message>
        <source>Save filter</source>
        <translation>条件を保存</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>条件を消す</translation>
    </message>
    <message>
        <source>Name to save under</source>
        <translation>保存する名前</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>保存した条件</translation>
    </message>
    <message>
        <source>Name to save the filter under</source>
        <translation>条件を保存する名前</translation>
    </message>
    <message>
        <source>Delete the chosen saved filter</source>
        <translation>選んだ条件を削除する</translation>
    </message>
    <message>
        <source>Bring the deleted filter back</source>
        <translation>削除した条件を元に戻す</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>条件をすべて消す</translation>
    </message>
    <message>
        <source>Saved filters …</source>
        <translation>保存した条件…</translation>
    </message>
    <message>
        <source>Bring “%1” back</source>
        <translation>「%1」を戻す</translation>
    </message>
</context>
<context>
    <name>KeyHelpDialog</name>
    <message>
        <source>All keys</source>
        <translation>キー一覧</translation>
    </message>
</context>
<context>
    <name>LetterInboxPanel</name>
    <message>
        <source>Words</source>
        <translation>お手紙の中の言葉</translation>
    </message>
    <message>
        <source>Find letters by words that stand in them</source>
        <translation>書かれている言葉でお手紙を探す</translation>
    </message>
    <message>
        <source>Files that were not taken in</source>
        <translation>取り込めなかったファイル</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>今すぐスキャン</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Not taken in: %1</source>
        <translation>取り込めず: %1件</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>手紙</translation>
    </message>
</context>
<context>
    <name>LetterList</name>
    <message>
        <source>Letters</source>
        <translation>手紙</translation>
    </message>
</context>
<context>
    <name>LineNames</name>
    <message>
        <source>Number of a line</source>
        <translation>回線の番号</translation>
    </message>
    <message>
        <source>called number</source>
        <translation>着信した番号</translation>
    </message>
    <message>
        <source>Name of a line</source>
        <translation>回線の名前</translation>
    </message>
    <message>
        <source>what the desks call it</source>
        <translation>画面に出す名前</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>This could not be read. It is tried again each minute.</source>
        <translation>読み込めませんでした。1分ごとに再試行します。</translation>
    </message>
</context>
<context>
    <name>LockPanel</name>
    <message>
        <source>A call rings for you – unlock to answer</source>
        <translation>着信中です。応対するにはロックを解除してください</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>別の人が使う</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>This desk is locked. What was typed is still there.</source>
        <translation>画面をロックしています。入力中の内容はそのまま残っています。</translation>
    </message>
</context>
<context>
    <name>LooksButton</name>
    <message>
        <source>Who looked at this card? (Shift+F7)</source>
        <translation>このカードを見た人（Shift+F7）</translation>
    </message>
    <message>
        <source>Who looked at this card?</source>
        <translation>このカードを見た人</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>CRM Desktop</source>
        <translation>CRM Desktop</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>{minutes} min. walk</source>
        <translation>徒歩{minutes}分</translation>
    </message>
    <message>
        <source>Offline map</source>
        <translation>オフライン地図</translation>
    </message>
    <message>
        <source>Made of what the program brings along: nothing is asked of the network. An administrator can switch map pictures on: the name at the top right, “Map and places to pay …”.</source>
        <translation>プログラムに付属のデータだけで描いています（ネットワークには問い合わせません）。地図画像は、管理者が右上の名前のメニュー「地図とお支払い場所…」で表示できるようになります。</translation>
    </message>
    <message>
        <source>No map pictures just now: outlines only</source>
        <translation>いま地図画像を取得できません（輪郭のみ表示）</translation>
    </message>
    <message>
        <source>Simple map: the full one does not run on this PC</source>
        <translation>簡易地図（このPCでは通常の地図を表示できません）</translation>
    </message>
</context>
<context>
    <name>MapForm</name>
    <message>
        <source>Show map pictures from the network</source>
        <translation>ネットワークの地図画像を表示する</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>選ぶ…</translation>
    </message>
    <message>
        <source>Try it (asks for one picture)</source>
        <translation>試す（画像を1枚だけ取得）</translation>
    </message>
    <message>
        <source>Drop the pictures kept on this PC</source>
        <translation>このPCに保存した画像を消す</translation>
    </message>
    <message>
        <source>empty: off</source>
        <translation>空欄：使わない</translation>
    </message>
    <message>
        <source>It has {latitude} and {longitude}, or {address}, in it. A browser opens it when somebody asks for the way, and the planner learns where that is.</source>
        <translation>{latitude} と {longitude}、または {address} を入れます。経路を調べたときにブラウザーで開き、経路案内にはその場所が伝わります。</translation>
    </message>
    <message>
        <source>Desks take this over with the next card.</source>
        <translation>ここでの設定は、各デスクで次に開くカードから使われます。</translation>
    </message>
    <message>
        <source>The office&apos;s map file</source>
        <translation>会社の地図ファイル</translation>
    </message>
    <message>
        <source>Whose map</source>
        <translation>地図の提供元</translation>
    </message>
    <message>
        <source>Map file</source>
        <translation>地図ファイル</translation>
    </message>
    <message>
        <source>Address of the map server</source>
        <translation>地図サーバーのアドレス</translation>
    </message>
    <message>
        <source>Whom its map names</source>
        <translation>その地図の出典表示</translation>
    </message>
    <message>
        <source>Address of the route planner</source>
        <translation>経路案内のアドレス</translation>
    </message>
    <message>
        <source>Who else looks addresses up</source>
        <translation>ほかに住所を調べる先</translation>
    </message>
    <message>
        <source>Address of that service</source>
        <translation>そのサービスのアドレス</translation>
    </message>
</context>
<context>
    <name>MissedPane</name>
    <message>
        <source>Call log</source>
        <translation>通話履歴</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>かけ直す</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>No missed calls. Whoever could not be spoken to today appears here.</source>
        <translation>不在着信はありません。応答できなかった電話がここに表示されます。</translation>
    </message>
    <message>
        <source>%1 callers, %2 calls</source>
        <translation>%1 人・%2 件</translation>
    </message>
</context>
<context>
    <name>MoveForm</name>
    <message>
        <source>Open tasks and call-backs go along</source>
        <translation>未完了のタスクと折り返しも引き継ぐ</translation>
    </message>
    <message>
        <source>Not at once, but on</source>
        <translation>日を決めて実行</translation>
    </message>
    <message>
        <source>Day of the move</source>
        <translation>実行する日</translation>
    </message>
    <message>
        <source>Only as a cover until</source>
        <translation>代理として、この日まで</translation>
    </message>
    <message>
        <source>Last day of the cover</source>
        <translation>代理の最終日</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>書き留める</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>What to know</source>
        <translation>引き継ぎ内容</translation>
    </message>
    <message>
        <source>What everybody who gets customers should know</source>
        <translation>新しい担当者全員に伝えること</translation>
    </message>
    <message>
        <source>Customer code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>What to know of this customer</source>
        <translation>このお客様について伝えること</translation>
    </message>
    <message>
        <source>Hand-over note for the whole move</source>
        <translation>全体の引き継ぎメモ</translation>
    </message>
    <message>
        <source>Code of a customer with a note of their own</source>
        <translation>個別のメモを書くお客様の顧客番号</translation>
    </message>
    <message>
        <source>Note about this customer</source>
        <translation>このお客様の引き継ぎメモ</translation>
    </message>
    <message>
        <source>Notes about single customers</source>
        <translation>お客様ごとの引き継ぎメモ</translation>
    </message>
    <message>
        <source>Write the note about this customer down</source>
        <translation>このお客様のメモを書き留める</translation>
    </message>
    <message>
        <source>Take the chosen note back</source>
        <translation>選んだメモを取り消す</translation>
    </message>
    <message>
        <source>Hand-over note</source>
        <translation>引き継ぎメモ</translation>
    </message>
    <message>
        <source>For one customer</source>
        <translation>お客様ごと</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時期</translation>
    </message>
</context>
<context>
    <name>MovePane</name>
    <message>
        <source>Move …</source>
        <translation>担当を変更…</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>まだ実行しない</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Plan it: %1 customers</source>
        <translation>%1人の変更を予定する</translation>
    </message>
    <message>
        <source>Move %1 customers</source>
        <translation>%1人の担当を変更する</translation>
    </message>
    <message>
        <source>Move the other %1</source>
        <translation>残りの%1人を変更する</translation>
    </message>
    <message>
        <source>Move nobody</source>
        <translation>誰も変更しない</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>Now with</source>
        <translation>現在の担当</translation>
    </message>
    <message>
        <source>From</source>
        <translation>旧担当</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新担当</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>The move is planned. It is done by itself on its day.</source>
        <translation>担当変更を予定しました。当日に自動で実行されます。</translation>
    </message>
    <message>
        <source>%1 customers were moved.</source>
        <translation>お客様%1人の担当を変更しました。</translation>
    </message>
    <message>
        <source>%1 stay where others had moved them.</source>
        <translation>%1人はほかの人が先に変更していたため、そのままです。</translation>
    </message>
    <message>
        <source>%1 customers are back.</source>
        <translation>お客様%1人を元の担当に戻しました。</translation>
    </message>
    <message>
        <source>%1 stay: they were moved again since.</source>
        <translation>%1人はその後また担当が変わったため、そのままです。</translation>
    </message>
    <message>
        <source>Nothing is prepared yet: preview who gets whom first (Alt+2).</source>
        <translation>まだ準備ができていません。先に割り振りをプレビューしてください（Alt+2）。</translation>
    </message>
    <message>
        <source>Somebody else has moved %1 of them since the preview. Nobody was moved by you yet. They are listed with whom they are now.</source>
        <translation>プレビューのあとに、ほかの人がこのうち%1人の担当を変更しました。まだ誰も変更していません。該当の顧客番号と現在の担当は次のとおりです。</translation>
    </message>
    <message>
        <source>Others moved customers after the preview: the figures here are those of now.</source>
        <translation>プレビューのあとに、ほかの人が一部の担当を変更しました。ここの人数は現在のものです。</translation>
    </message>
    <message>
        <source>Within 24 hours it can be taken back, here or in the history.</source>
        <translation>24時間以内なら、ここか履歴から取り消せます。</translation>
    </message>
    <message>
        <source>From whom to whom</source>
        <translation>旧担当と新担当</translation>
    </message>
</context>
<context>
    <name>NewCustomerPanel</name>
    <message>
        <source>Register</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Empty the form</source>
        <translation>入力を消去</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新規顧客</translation>
    </message>
    <message>
        <source>Going back with Esc keeps what is typed.</source>
        <translation>Escで戻っても入力内容は残ります。</translation>
    </message>
</context>
<context>
    <name>NewCustomersPane</name>
    <message>
        <source>Put back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>確認済みにする</translation>
    </message>
    <message>
        <source>The chosen customers are worked through (Delete)</source>
        <translation>選んだお客様を確認済みにします (Delete)</translation>
    </message>
    <message>
        <source>Your new customers</source>
        <translation>あなたの新しいお客様</translation>
    </message>
    <message>
        <source>All new customers are worked through.</source>
        <translation>新しいお客様はすべて確認済みです。</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 以上</translation>
    </message>
</context>
<context>
    <name>NewOrderPanel</name>
    <message>
        <source>Same as last time</source>
        <translation>前回と同じ</translation>
    </message>
    <message>
        <source>Take the order</source>
        <translation>受注を登録</translation>
    </message>
    <message>
        <source>Empty the form</source>
        <translation>入力を空にする</translation>
    </message>
    <message>
        <source>Order of %1  %2</source>
        <translation>%1の受注&#x3000;%2</translation>
    </message>
    <message>
        <source>Code or name of the product</source>
        <translation>商品コードまたは商品名</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>単価</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Shipping fee</source>
        <translation>送料</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>値引き</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Memo: delivery, gift, wishes</source>
        <translation>メモ（配送・贈り物・ご要望など）</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>お支払い</translation>
    </message>
    <message>
        <source>Payment and memo</source>
        <translation>お支払いとメモ</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>Follow-up</source>
        <translation>フォロー</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>承認を依頼</translation>
    </message>
    <message>
        <source>Could not be saved. What you typed is kept here, and saving is tried again by itself; Ctrl+S tries at once.</source>
        <translation>保存できませんでした。入力内容はここに残っています。自動で保存し直します（Ctrl+S ですぐに保存）。</translation>
    </message>
    <message>
        <source>Notes of other contacts still to be saved: %1. It is tried again.</source>
        <translation>ほかに未保存の応対メモが%1件あります。自動で保存し直します。</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存しています…</translation>
    </message>
    <message>
        <source>Kept; waits to be saved</source>
        <translation>保管済み・保存待ち</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>保存できませんでした</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>保存済み %1</translation>
    </message>
    <message>
        <source>What was said, what was promised</source>
        <translation>お話の内容、お約束したこと</translation>
    </message>
    <message>
        <source>Note of this contact</source>
        <translation>今回の応対メモ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>対応済み</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>対応中</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未対応</translation>
    </message>
    <message>
        <source>State of the inquiry</source>
        <translation>対応状況</translation>
    </message>
    <message>
        <source>Day of the follow-up</source>
        <translation>フォローの日付</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>フォローの内容</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>This contact</source>
        <translation>今回の応対</translation>
    </message>
</context>
<context>
    <name>OpenedCardsDialog</name>
    <message>
        <source>What was opened</source>
        <translation>開いたカード</translation>
    </message>
    <message>
        <source>Older ones</source>
        <translation>さらに前を表示</translation>
    </message>
    <message>
        <source>Who looked at this card?</source>
        <translation>この顧客を見た人</translation>
    </message>
</context>
<context>
    <name>OpeningsPanel</name>
    <message>
        <source>The day before</source>
        <translation>前の日</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>次の日</translation>
    </message>
    <message>
        <source>What they opened …</source>
        <translation>開いたカードを見る…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
</context>
<context>
    <name>OrderDetail</name>
    <message>
        <source>The selected order</source>
        <translation>選択中の受注</translation>
    </message>
</context>
<context>
    <name>OrderLines</name>
    <message>
        <source>Lines of the order</source>
        <translation>受注の明細</translation>
    </message>
    <message>
        <source>Enter: change the line; Delete: take it out</source>
        <translation>Enter: 明細を直す  Delete: 明細を消す</translation>
    </message>
    <message>
        <source>Choose a product above, then Enter: its line comes here.</source>
        <translation>上で商品を選んで Enter を押すと、ここに明細が入ります。</translation>
    </message>
</context>
<context>
    <name>OrdersPane</name>
    <message>
        <source>No orders yet. They appear here once ordered.</source>
        <translation>まだ受注はありません。ご注文を受けるとここに並びます。</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>受注</translation>
    </message>
    <message>
        <source>Orders and payments</source>
        <translation>受注・入金</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新しい受注</translation>
    </message>
    <message>
        <source>Unpaid %1</source>
        <translation>未入金 %1</translation>
    </message>
    <message>
        <source>%1 of it late</source>
        <translation>うち期限切れ %1</translation>
    </message>
</context>
<context>
    <name>OutlierFields</name>
    <message>
        <source>cards without a call in a day, or fewer, are usual</source>
        <translation>件までの電話によらない閲覧（1日）は通常とみなす</translation>
    </message>
    <message>
        <source>cards for each call are usual</source>
        <translation>件まで（通話1件あたり）は通常とみなす</translation>
    </message>
    <message>
        <source>times the median of the others is usual</source>
        <translation>倍まで（ほかの人の中央値に対して）は通常とみなす</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Page of a paper</source>
        <translation>紙もののページ</translation>
    </message>
</context>
<context>
    <name>PageFiles</name>
    <message>
        <source>Choose files …</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Not these</source>
        <translation>選び直す</translation>
    </message>
    <message>
        <source>Become the pages when saved: %1</source>
        <translation>保存するとページになります: %1</translation>
    </message>
    <message>
        <source>%1 pages. New files replace them all.</source>
        <translation>%1ページ。新しいファイルを選ぶと全ページが入れ替わります。</translation>
    </message>
    <message>
        <source>No pages yet.</source>
        <translation>まだページがありません。</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>ここにファイルを置く</translation>
    </message>
    <message>
        <source>Pages from files</source>
        <translation>ファイルからページを選ぶ</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>印刷物</translation>
    </message>
</context>
<context>
    <name>PagePane</name>
    <message>
        <source>No picture of it yet.</source>
        <translation>まだ画像がありません。</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>前のページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>左に回転</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>右に回転</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Put the page away, or bring it back</source>
        <translation>ページを除外・戻す</translation>
    </message>
    <message>
        <source>Correct what was read of the page</source>
        <translation>読み取った文字を訂正</translation>
    </message>
    <message>
        <source>Move the page forward</source>
        <translation>ページを前へ移動</translation>
    </message>
    <message>
        <source>Move the page back</source>
        <translation>ページを後ろへ移動</translation>
    </message>
    <message>
        <source>Part the letter behind this page</source>
        <translation>このページの後ろで分ける</translation>
    </message>
    <message>
        <source>Join with the letter below</source>
        <translation>下の手紙とまとめる</translation>
    </message>
    <message>
        <source>It is not theirs</source>
        <translation>差出人を取り消す</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>既読にする</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>手紙</translation>
    </message>
</context>
<context>
    <name>PageTextPane</name>
    <message>
        <source>What stands there now</source>
        <translation>いま登録されている文字</translation>
    </message>
    <message>
        <source>Text of this page, corrected</source>
        <translation>このページの文字(訂正)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>入力を捨てる</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存しています…</translation>
    </message>
    <message>
        <source>A colleague has changed this text meanwhile. Theirs stands above, yours is kept below; saving again puts yours in its place.</source>
        <translation>この文字は、入力中に別の担当者が訂正しました。上が登録済みの文字、下がご自身の入力です(消えていません)。もう一度保存すると、ご自身の入力に置き換わります。</translation>
    </message>
    <message>
        <source>Corrected by a person before. Esc keeps what is typed for later.</source>
        <translation>担当者が訂正済みの文字です。Esc で閉じても入力は残ります。</translation>
    </message>
    <message>
        <source>Text of this page. Esc keeps what is typed for later.</source>
        <translation>このページの文字です。Esc で閉じても入力は残ります。</translation>
    </message>
</context>
<context>
    <name>PaperPane</name>
    <message>
        <source>Papers</source>
        <translation>紙もの</translation>
    </message>
    <message>
        <source>No papers yet. Mailings, what lay in the parcels and the customer&apos;s letters gather here once they are recorded.</source>
        <translation>まだ紙ものの記録はありません。DM、同梱物、お客様からのお手紙を登録するとここに並びます。</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>What stands in the paper</source>
        <translation>紙面の内容</translation>
    </message>
    <message>
        <source>No picture of it yet.</source>
        <translation>画像はまだありません。</translation>
    </message>
</context>
<context>
    <name>PaperViewerPanel</name>
    <message>
        <source>Papers</source>
        <translation>紙もの</translation>
    </message>
</context>
<context>
    <name>PasswordChangeDialog</name>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
</context>
<context>
    <name>PasswordChangePanel</name>
    <message>
        <source>Change password</source>
        <translation>パスワードを変更</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>サインアウト</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Changing …</source>
        <translation>変更しています…</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock がオンです。</translation>
    </message>
</context>
<context>
    <name>PasswordStrip</name>
    <message>
        <source>Password to hand over</source>
        <translation>お渡しするパスワード</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>It is handed over</source>
        <translation>渡しました</translation>
    </message>
    <message>
        <source>Password of %1 (%2). It is shown this once only: hand it over in person. It must be changed at the first sign-in.</source>
        <translation>%1さん（%2）のパスワードです。表示は今回限りです。本人に直接お渡しください。最初のサインインで変更が必要です。</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>Who may have written it</source>
        <translation>差出人の候補</translation>
    </message>
</context>
<context>
    <name>PersonMenu</name>
    <message>
        <source>Lock, password, sign out</source>
        <translation>ロック・パスワード・サインアウト</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>画面をロック</translation>
    </message>
    <message>
        <source>Another person …</source>
        <translation>別のスタッフに交代…</translation>
    </message>
    <message>
        <source>New password …</source>
        <translation>パスワードの変更…</translation>
    </message>
    <message>
        <source>Staff …</source>
        <translation>スタッフの管理…</translation>
    </message>
    <message>
        <source>Rules for calls …</source>
        <translation>通話の設定…</translation>
    </message>
    <message>
        <source>Map and places to pay …</source>
        <translation>地図とお支払い場所…</translation>
    </message>
    <message>
        <source>Mailings and enclosures …</source>
        <translation>DMと同梱物…</translation>
    </message>
    <message>
        <source>Move customers …</source>
        <translation>担当変更…</translation>
    </message>
    <message>
        <source>Letters …</source>
        <translation>手紙…</translation>
    </message>
    <message>
        <source>The floor …</source>
        <translation>フロア…</translation>
    </message>
    <message>
        <source>Openings …</source>
        <translation>カードの閲覧…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>サインアウト</translation>
    </message>
</context>
<context>
    <name>PhoneMark</name>
    <message>
        <source>CTI doctor (Ctrl+Shift+D)</source>
        <translation>CTI診断 (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>Phone connection: %1</source>
        <translation>電話の接続: %1</translation>
    </message>
    <message>
        <source>Phone disconnected</source>
        <translation>電話 切断中</translation>
    </message>
    <message>
        <source>Phone connected</source>
        <translation>電話 接続中</translation>
    </message>
    <message>
        <source>Phone down since %1; calls are not shown</source>
        <translation>電話 %1から不通・着信は表示されません</translation>
    </message>
    <message>
        <source>Partly down since %1; some calls are not shown</source>
        <translation>電話 %1から一部不通・表示されない着信があります</translation>
    </message>
</context>
<context>
    <name>PhoneRows</name>
    <message>
        <source>Add a number</source>
        <translation>番号を追加</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Picture of the paper</source>
        <translation>紙面の画像</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>自分のピンにする</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>相手のピンにする</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>ここに決める</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存しています…</translation>
    </message>
    <message>
        <source>The pin is kept; no machine moves it any more.</source>
        <translation>ピンを保存しました。機械が動かすことはもうありません。</translation>
    </message>
    <message>
        <source>The home stands again where its address says.</source>
        <translation>お宅の位置は、また住所から決まります。</translation>
    </message>
</context>
<context>
    <name>PlaceChoice</name>
    <message>
        <source>The postal code has several places: choose one</source>
        <translation>この郵便番号には複数の町域があります。選んでください</translation>
    </message>
</context>
<context>
    <name>PlaceList</name>
    <message>
        <source>Places to pay</source>
        <translation>お支払いのできる場所</translation>
    </message>
</context>
<context>
    <name>PlacesBox</name>
    <message>
        <source>Copy what is read aloud</source>
        <translation>読み上げる文をコピー</translation>
    </message>
</context>
<context>
    <name>PlacesForm</name>
    <message>
        <source>Post offices take our slips, too</source>
        <translation>郵便局でも払込票で支払える</translation>
    </message>
    <message>
        <source>metres (%1 to %2): %3 minutes on foot</source>
        <translation>m（%1～%2）・徒歩 %3 分</translation>
    </message>
    <message>
        <source>Convenience stores that take our payment slips</source>
        <translation>払込票で支払えるコンビニ</translation>
    </message>
    <message>
        <source>Near is what is not farther away than</source>
        <translation>「近く」とする距離</translation>
    </message>
    <message>
        <source>Which chains take a slip depends on the agent that collects for the office; it is printed on the slip. Where places lie is imported with “crm-desktop import places FILE”. Desks take this over with the next card.</source>
        <translation>払込票を扱うコンビニは収納代行会社によって異なり、払込票に印刷されています。お支払い場所の位置は「crm-desktop import places ファイル」で取り込みます。ここでの設定は、各デスクで次に開くカードから使われます。</translation>
    </message>
</context>
<context>
    <name>PlanFields</name>
    <message>
        <source>Day it is due</source>
        <translation>期限の日</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Time of the day, if one was promised</source>
        <translation>約束した時刻(あれば)</translation>
    </message>
    <message>
        <source>Person or group</source>
        <translation>担当者またはグループ</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>至急</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>誰でも</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>グループ %1</translation>
    </message>
</context>
<context>
    <name>PreviewTable</name>
    <message>
        <source>Preview: before and after for each person</source>
        <translation>プレビュー：担当者ごとの変更前と変更後</translation>
    </message>
</context>
<context>
    <name>PrintedPaperForm</name>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>特典</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>適用条件</translation>
    </message>
    <message>
        <source>Operators read this aloud to customers.</source>
        <translation>オペレーターがお客様に読み上げる文です。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
</context>
<context>
    <name>PurchaseCyclePane</name>
    <message>
        <source>Purchase cycle</source>
        <translation>購入周期</translation>
    </message>
    <message>
        <source>Shown from the second purchase on.</source>
        <translation>2回以上のご注文で表示します。</translation>
    </message>
    <message>
        <source>Subscription: %1</source>
        <translation>定期: %1</translation>
    </message>
</context>
<context>
    <name>QuarantinePane</name>
    <message>
        <source>Files that were not taken in</source>
        <translation>取り込めなかったファイル</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度取り込む</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>確認済みにする</translation>
    </message>
    <message>
        <source>Save a copy …</source>
        <translation>コピーを保存…</translation>
    </message>
    <message>
        <source>Back to the letters</source>
        <translation>手紙に戻る</translation>
    </message>
    <message>
        <source>Every file was taken in. One that cannot be read would be kept here.</source>
        <translation>取り込めなかったファイルはありません。読めないファイルがあればここに残ります。</translation>
    </message>
</context>
<context>
    <name>QuestionStrip</name>
    <message>
        <source>Leave it</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>ReasonsLine</name>
    <message>
        <source>Nothing open: no parcel on the way, nothing unpaid, no letter waiting.</source>
        <translation>配達中の荷物・未入金・お礼待ちのお手紙など、急ぎの用件はありません。</translation>
    </message>
</context>
<context>
    <name>ReceiversModel</name>
    <message>
        <source>any</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Twice the share is twice as many; 0: only who is chosen by hand</source>
        <translation>割合が2倍なら人数も2倍。0は手で指定したお客様だけ</translation>
    </message>
    <message>
        <source>The most they look after in all, with what they have now</source>
        <translation>いまの担当分を含めた上限</translation>
    </message>
    <message>
        <source>Gets customers</source>
        <translation>受け取る担当者</translation>
    </message>
    <message>
        <source>Has now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Sales now</source>
        <translation>年間購入額</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Room up to</source>
        <translation>上限</translation>
    </message>
</context>
<context>
    <name>ReplayTab</name>
    <message>
        <source>Choose a recording …</source>
        <translation>記録ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>What is made of the recording</source>
        <translation>記録の読み取り結果</translation>
    </message>
    <message>
        <source>Going through %1 …</source>
        <translation>%1 を読み取っています…</translation>
    </message>
    <message>
        <source>Every byte that an Asterisk&apos;s manager interface sent; none is kept.</source>
        <translation>Asteriskのマネージャー接続 (AMI) が送った全内容のファイルです。内容は保存されません。</translation>
    </message>
    <message>
        <source>%1: %2 calls, %3 steps</source>
        <translation>%1: 通話 %2 件、動き %3 件</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>記録ファイルを選ぶ</translation>
    </message>
</context>
<context>
    <name>RulesPane</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard what is typed</source>
        <translation>入力を取り消す</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Remove it for good?</source>
        <translation>完全に削除しますか？</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>保存しました。</translation>
    </message>
    <message>
        <source>The list could not be read. Open the page once more.</source>
        <translation>一覧を読み込めませんでした。もう一度開いてください。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込み中…</translation>
    </message>
</context>
<context>
    <name>ScriptForm</name>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>For</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用する</translation>
    </message>
    <message>
        <source>All calls for which there is no other one</source>
        <translation>ほかに該当するものがない通話すべて</translation>
    </message>
    <message>
        <source>Line: </source>
        <translation>回線：</translation>
    </message>
    <message>
        <source>Mailing: </source>
        <translation>DM：</translation>
    </message>
    <message>
        <source>A mailing that is no more</source>
        <translation>なくなったDM</translation>
    </message>
    <message>
        <source>{name} becomes the customer&apos;s name, {operator} that of whoever speaks, {line} that of the line.</source>
        <translation>{name} はお客様の名前、{operator} は応対者の名前、{line} は回線名に置き換わります。</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the field</source>
        <translation>入力を消去</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>no limit</source>
        <translation>目安なし</translation>
    </message>
    <message>
        <source>It ends by itself then</source>
        <translation>時間になったら自動で受付可に戻る</translation>
    </message>
    <message>
        <source>A category must be chosen before ready</source>
        <translation>お問い合わせ区分を選ぶまで受付可に戻れない</translation>
    </message>
    <message>
        <source>Whoever signs in is away until they say ready</source>
        <translation>サインイン直後は離席中とする</translation>
    </message>
    <message>
        <source>Names of the lines</source>
        <translation>回線の名前</translation>
    </message>
    <message>
        <source>After-call work, in seconds</source>
        <translation>後処理の目安（秒）</translation>
    </message>
    <message>
        <source>Reasons for being away, one a line</source>
        <translation>離席の理由（1行に1つ）</translation>
    </message>
    <message>
        <source>Dialled before calls to the outside</source>
        <translation>外線発信の前に付ける番号</translation>
    </message>
    <message>
        <source>Address that dials</source>
        <translation>発信用のURL</translation>
    </message>
    <message>
        <source>Supervisors are warned when</source>
        <translation>スーパーバイザーに知らせるとき</translation>
    </message>
    <message>
        <source>Openings are marked above</source>
        <translation>カードの閲覧を「要確認」にする基準</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Desks take this over when somebody signs in; line names at once.</source>
        <translation>各席には次のサインインから反映されます。回線の名前はすぐに反映されます。</translation>
    </message>
</context>
<context>
    <name>SettleMenu</name>
    <message>
        <source>Call back later …</source>
        <translation>あとで折り返す …</translation>
    </message>
    <message>
        <source>Done …</source>
        <translation>対応済みにする…</translation>
    </message>
    <message>
        <source>Take the chosen callers off this list (Delete)</source>
        <translation>選んだ着信を一覧から外します（Delete）</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message>
        <source>Papers</source>
        <translation>紙もの</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地図</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Login name</source>
        <translation>ログイン名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Keep me signed in on this PC</source>
        <translation>このPCではサインインしたままにする</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>kept on this PC</source>
        <translation>このPCに保管されています</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>CRM Desktop</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>サーバー</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>CRM Desktop</source>
        <translation>CRM Desktop</translation>
    </message>
</context>
<context>
    <name>SourcesTab</name>
    <message>
        <source>Sources of calls</source>
        <translation>着信の接続元</translation>
    </message>
    <message>
        <source>No gateway has run since yesterday, so only calls that are reported on this PC are shown. It is started with “crm-desktop gateway” on a computer of the office.</source>
        <translation>昨日からゲートウェイが動いていないため、このPCに直接届いた着信だけが表示されます。ゲートウェイは社内のコンピューターで「crm-desktop gateway」として起動します。</translation>
    </message>
</context>
<context>
    <name>SpreadForm</name>
    <message>
        <source>All shown</source>
        <translation>表示の全員</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>全員外す</translation>
    </message>
    <message>
        <source>Households together</source>
        <translation>世帯をまとめる</translation>
    </message>
    <message>
        <source>Regions together</source>
        <translation>地域をまとめる</translation>
    </message>
    <message>
        <source>%1 get customers</source>
        <translation>%1人が受け取る</translation>
    </message>
    <message>
        <source>Part of a name</source>
        <translation>名前の一部</translation>
    </message>
    <message>
        <source>Look for a colleague</source>
        <translation>担当者を探す</translation>
    </message>
    <message>
        <source>Let all who are shown get customers</source>
        <translation>表示されている全員を受け取る人にする</translation>
    </message>
    <message>
        <source>Let nobody get customers</source>
        <translation>受け取る人を全員外す</translation>
    </message>
    <message>
        <source>Who gets customers; Space ticks</source>
        <translation>受け取る担当者（スペースで選択）</translation>
    </message>
    <message>
        <source>What is shared out evenly</source>
        <translation>均等にするもの</translation>
    </message>
    <message>
        <source>What room is counted in</source>
        <translation>上限の単位</translation>
    </message>
    <message>
        <source>Share out by</source>
        <translation>均等にする</translation>
    </message>
    <message>
        <source>Room counts</source>
        <translation>上限の単位</translation>
    </message>
</context>
<context>
    <name>SpreadPane</name>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Prepare the move …</source>
        <translation>変更の準備へ…</translation>
    </message>
    <message>
        <source>Nobody is chosen yet: look for customers first (Alt+1).</source>
        <translation>お客様がまだ選ばれていません。先に条件で探してください（Alt+1）。</translation>
    </message>
    <message>
        <source>%1 customers, %2 in a year, are shared out</source>
        <translation>お客様%1人（年間購入額 %2）を割り振ります</translation>
    </message>
    <message>
        <source>Something was changed: the preview is of before. Preview again.</source>
        <translation>設定が変わりました。表示は変更前のものです。もう一度プレビューしてください。</translation>
    </message>
    <message>
        <source>Tick who gets customers, then preview. Nobody moves yet.</source>
        <translation>受け取る担当者を選んで、プレビューしてください。まだ誰も変わりません。</translation>
    </message>
    <message>
        <source>%1 move, %2 are where they should be.</source>
        <translation>%1人の担当が変わります。%2人は今の担当のままです。</translation>
    </message>
    <message>
        <source>%1 stay for lack of room: everybody has as many customers as they may.</source>
        <translation>%1人は空きがないため残ります（全員が人数の上限に達しています）。</translation>
    </message>
    <message>
        <source>%1 stay for lack of room: with them everybody&apos;s sales would be too high.</source>
        <translation>%1人は空きがないため残ります（どの担当者も年間購入額の上限を超えます）。</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Show the inactive too</source>
        <translation>停止中の人も表示</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新しいスタッフ</translation>
    </message>
    <message>
        <source>The list could not be read. Open the page once more.</source>
        <translation>一覧を読み込めませんでした。画面を開き直してください。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Nobody is on the list yet.</source>
        <translation>まだスタッフの登録はありません。</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>スタッフ</translation>
    </message>
</context>
<context>
    <name>SumsPane</name>
    <message>
        <source>Goods</source>
        <translation>商品小計</translation>
    </message>
    <message>
        <source>Shipping fee</source>
        <translation>送料</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>値引き</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
</context>
<context>
    <name>TalkScriptPane</name>
    <message>
        <source>Choose a talk script</source>
        <translation>応対スクリプトを選ぶ</translation>
    </message>
    <message>
        <source>Talk script</source>
        <translation>応対スクリプト</translation>
    </message>
</context>
<context>
    <name>TalkScriptPresenter</name>
    <message>
        <source>the customer</source>
        <translation>お客様</translation>
    </message>
</context>
<context>
    <name>TaskRuleFields</name>
    <message>
        <source>Shipping, Orders</source>
        <translation>発送係、受注係</translation>
    </message>
    <message>
        <source>Groups that tasks can be for</source>
        <translation>タスクを割り当てるグループ</translation>
    </message>
    <message>
        <source>minutes a taken task is kept from others</source>
        <translation>分のあいだ、対応中のタスクを他の人から確保する</translation>
    </message>
    <message>
        <source>hours overdue, supervisors see a task</source>
        <translation>時間の遅れで、SVの一覧に出す</translation>
    </message>
</context>
<context>
    <name>TaskSheet</name>
    <message>
        <source>What is to be done</source>
        <translation>すること</translation>
    </message>
    <message>
        <source>Say in a few words what is to be done.</source>
        <translation>することを短く入力してください。</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Reading …</source>
        <translation>読み込み中 …</translation>
    </message>
    <message>
        <source>This could not be read. It is tried again when something changes.</source>
        <translation>読み込めませんでした。変更があったときにもう一度読み込みます。</translation>
    </message>
    <message>
        <source>All groups, and anybody</source>
        <translation>すべてのグループと「誰でも」</translation>
    </message>
    <message>
        <source>Open and take</source>
        <translation>開いて対応する</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>カードを開く</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>手放す</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>対応する</translation>
    </message>
    <message>
        <source>The chosen task</source>
        <translation>選んだタスク</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Plan …</source>
        <translation>担当・期限 …</translation>
    </message>
    <message>
        <source>Done …</source>
        <translation>完了 …</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
</context>
<context>
    <name>TasksTab</name>
    <message>
        <source>Nothing was given up.</source>
        <translation>中止した処理はありません。</translation>
    </message>
    <message>
        <source>Tasks that were given up</source>
        <translation>中止した処理</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度行う</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>すべてもう一度行う</translation>
    </message>
</context>
<context>
    <name>TimelinePane</name>
    <message>
        <source>History</source>
        <translation>応対・履歴</translation>
    </message>
    <message>
        <source>Nothing of the kinds that are switched on.</source>
        <translation>表示中の種類の記録はありません。</translation>
    </message>
    <message>
        <source>Nothing yet. Orders, calls, notes, letters and mailings gather here.</source>
        <translation>まだ記録はありません。受注・電話・メモ・お手紙・DM がここに並びます。</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1を表示</translation>
    </message>
    <message>
        <source>Copy this entry</source>
        <translation>この記録をコピー</translation>
    </message>
</context>
<context>
    <name>TopBarPanel</name>
    <message>
        <source>Over time</source>
        <translation>後処理 超過</translation>
    </message>
    <message>
        <source>No calls waiting</source>
        <translation>待ち呼なし</translation>
    </message>
    <message>
        <source>Waiting %1 (longest %2)</source>
        <translation>待ち %1 (最長 %2)</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>発信中</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>After call</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>All keys (F1)</source>
        <translation>キー一覧 (F1)</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>キー一覧</translation>
    </message>
</context>
<context>
    <name>UnwantedDialog</name>
    <message>
        <source>Mark as an unwanted caller</source>
        <translation>迷惑電話として登録</translation>
    </message>
    <message>
        <source>Why is %1 unwanted?</source>
        <translation>%1 を迷惑電話とする理由</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Prank calls, sales calls …</source>
        <translation>いたずら、営業など</translation>
    </message>
    <message>
        <source>All desks are told the reason when this number calls. No call is blocked.</source>
        <translation>この番号から着信すると、全員の画面に理由が出ます。着信は止まりません。</translation>
    </message>
    <message>
        <source>Have the phone system reject its calls</source>
        <translation>電話システムで着信を拒否する</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>登録する</translation>
    </message>
</context>
<context>
    <name>UnwantedFormFields</name>
    <message>
        <source>Who</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>One number</source>
        <translation>この番号だけ</translation>
    </message>
    <message>
        <source>All numbers that begin with</source>
        <translation>この番号で始まるすべて</translation>
    </message>
    <message>
        <source>Whoever withholds the number</source>
        <translation>非通知の着信</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>what the desks say of the call</source>
        <translation>着信時に画面に出す言葉</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>扱い</translation>
    </message>
    <message>
        <source>The desks warn</source>
        <translation>画面で知らせる</translation>
    </message>
    <message>
        <source>Rejected, where the phone system can; else the desks warn</source>
        <translation>着信を拒否する（電話システムができない場合は画面で知らせる）</translation>
    </message>
</context>
<context>
    <name>ViewerTools</name>
    <message>
        <source>Smaller</source>
        <translation>小さく</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大きく</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>ページ全体</translation>
    </message>
    <message>
        <source>As wide as the pane</source>
        <translation>幅に合わせる</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>等倍</translation>
    </message>
    <message>
        <source>Turn to the right</source>
        <translation>右に回す</translation>
    </message>
    <message>
        <source>Move all alike</source>
        <translation>すべて連動させる</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>濃淡</translation>
    </message>
    <message>
        <source>Make faint pencil dark</source>
        <translation>薄い鉛筆を濃く</translation>
    </message>
    <message>
        <source>What was in the box of an order</source>
        <translation>その受注の箱の中身</translation>
    </message>
    <message>
        <source>Day to which all panes move</source>
        <translation>この日に合わせる</translation>
    </message>
    <message>
        <source>All panes move to the papers nearest to this day</source>
        <translation>どの枠も、この日に最も近い紙ものになります</translation>
    </message>
    <message>
        <source>What stands in the paper</source>
        <translation>紙面の内容</translation>
    </message>
    <message>
        <source>Fill the other screen, or come back</source>
        <translation>もう一つの画面へ、または戻す</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>カードに戻る</translation>
    </message>
    <message>
        <source>%1 side by side</source>
        <translation>%1枚並べる</translation>
    </message>
    <message>
        <source>Box of …</source>
        <translation>箱の中身…</translation>
    </message>
</context>
<context>
    <name>WebMap</name>
    <message>
        <source>Map of the home</source>
        <translation>ご自宅の地図</translation>
    </message>
</context>
<context>
    <name>WhisperLine</name>
    <message>
        <source>Put away</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>WhosePane</name>
    <message>
        <source>Name, kana, customer code, postal code</source>
        <translation>氏名・カナ・顧客番号・郵便番号</translation>
    </message>
    <message>
        <source>Search for who wrote it</source>
        <translation>差出人を検索</translation>
    </message>
    <message>
        <source>Day it came</source>
        <translation>受取日</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>届いた方法</translation>
    </message>
    <message>
        <source>No customer found.</source>
        <translation>該当するお客様がいません。</translation>
    </message>
    <message>
        <source>Came on</source>
        <translation>受取日</translation>
    </message>
    <message>
        <source>Who wrote it?</source>
        <translation>差出人</translation>
    </message>
</context>
<context>
    <name>WorkingLine</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stop this work; nothing of it stays</source>
        <translation>この処理を中止する（何も残りません）</translation>
    </message>
</context>
<context>
    <name>WritingLine</name>
    <message>
        <source>Whisper to your colleague</source>
        <translation>担当者へのささやき</translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation>送る</translation>
    </message>
    <message>
        <source>Arrived %1</source>
        <translation>送信 %1</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>Look in the list; Enter ticks the first</source>
        <translation>絞り込み（Enterで先頭を選択）</translation>
    </message>
    <message>
        <source>Look in the list</source>
        <translation>一覧を絞り込む</translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>choose</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>The search did not work. Type on to try again.</source>
        <translation>検索できませんでした。入力を続けると再試行します。</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>No customer found. Try the number, the kana or the postal code.</source>
        <translation>該当するお客様はいません。電話番号・カナ・郵便番号でもお試しください。</translation>
    </message>
    <message>
        <source>The first %1 customers</source>
        <translation>先頭の %1 人</translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>%1 customers</source>
        <translation>%1 人</translation>
    </message>
</context>
<context>
    <name>access_history</name>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作した人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Reason or details</source>
        <translation>理由・内容</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 (no. %2)</source>
        <translation>%1(通話番号 %2)</translation>
    </message>
    <message>
        <source>: </source>
        <translation>:</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>開いた</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否された</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更した</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>書き出した</translation>
    </message>
    <message>
        <source>Asked who looked</source>
        <translation>閲覧の記録を見た</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>追加:%1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>変更:%1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>削除:%1</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>shop account</source>
        <translation>ショップの会員番号</translation>
    </message>
    <message>
        <source>order</source>
        <translation>受注</translation>
    </message>
    <message>
        <source>order line</source>
        <translation>受注明細</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>定期購入</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>入金</translation>
    </message>
    <message>
        <source>parcel</source>
        <translation>荷物</translation>
    </message>
    <message>
        <source>note</source>
        <translation>応対メモ</translation>
    </message>
    <message>
        <source>task</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>手紙</translation>
    </message>
    <message>
        <source>call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>list of recent customers</source>
        <translation>最近の顧客の一覧</translation>
    </message>
    <message>
        <source>adding a number</source>
        <translation>番号の追加</translation>
    </message>
    <message>
        <source>helping a colleague</source>
        <translation>応援</translation>
    </message>
    <message>
        <source>asked who looked</source>
        <translation>閲覧の記録の確認</translation>
    </message>
    <message>
        <source>restricted card</source>
        <translation>閲覧制限のある顧客</translation>
    </message>
    <message>
        <source>too many cards in an hour</source>
        <translation>1時間に開ける件数の上限</translation>
    </message>
    <message>
        <source>no member of staff</source>
        <translation>担当者ではない</translation>
    </message>
    <message>
        <source>password not yet changed</source>
        <translation>パスワード未変更</translation>
    </message>
    <message>
        <source>right missing</source>
        <translation>権限なし</translation>
    </message>
    <message>
        <source>no such customer</source>
        <translation>該当の顧客なし</translation>
    </message>
    <message>
        <source>name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>ランク</translation>
    </message>
    <message>
        <source>person in charge</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>attention memo</source>
        <translation>注意メモ</translation>
    </message>
    <message>
        <source>restriction</source>
        <translation>閲覧制限</translation>
    </message>
    <message>
        <source>merging</source>
        <translation>名寄せ</translation>
    </message>
    <message>
        <source>number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>label</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>prefecture</source>
        <translation>都道府県</translation>
    </message>
    <message>
        <source>city</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <source>town</source>
        <translation>町名</translation>
    </message>
    <message>
        <source>block</source>
        <translation>番地</translation>
    </message>
    <message>
        <source>building</source>
        <translation>建物</translation>
    </message>
    <message>
        <source>text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>category</source>
        <translation>お問い合わせ区分</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>day of payment</source>
        <translation>入金日</translation>
    </message>
    <message>
        <source>due date</source>
        <translation>決済期限</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>title</source>
        <translation>件名</translation>
    </message>
</context>
<context>
    <name>address_map</name>
    <message>
        <source>Meanwhile somebody took this note away. Yours is not stored.</source>
        <translation>その間に別の人がこのメモを消しました。あなたのメモは保存されていません。</translation>
    </message>
    <message>
        <source>Meanwhile somebody wrote: %1. Yours is not stored.</source>
        <translation>その間に別の人が%1と書きました。あなたのメモは保存されていません。</translation>
    </message>
    <message>
        <source>Nothing is left to pay.</source>
        <translation>お支払いの残りはありません。</translation>
    </message>
    <message>
        <source>No places to pay are known yet. An administrator brings them in: %1</source>
        <translation>お支払いのできる場所がまだ登録されていません。管理者が取り込めます：%1</translation>
    </message>
    <message>
        <source>Places are shown once the home is on the map.</source>
        <translation>お宅の位置が決まると、お支払いのできる場所が出ます。</translation>
    </message>
    <message>
        <source>No place for this payment within 10 km.</source>
        <translation>10 km以内に、このお支払いのできる場所がありません。</translation>
    </message>
    <message>
        <source>None within %1; the nearest:</source>
        <translation>%1以内にはありません。いちばん近い場所：</translation>
    </message>
    <message>
        <source>Convenience store</source>
        <translation>コンビニ</translation>
    </message>
    <message>
        <source>Post office</source>
        <translation>郵便局</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>銀行</translation>
    </message>
    <message>
        <source>ATM</source>
        <translation>ATM</translation>
    </message>
    <message>
        <source>%1 %2 · %3 min. walk</source>
        <translation>%2へ %1・徒歩%3分</translation>
    </message>
    <message>
        <source>about %1 %2 · %3 min. walk</source>
        <translation>%2へ 約%1・徒歩%3分</translation>
    </message>
    <message>
        <source>open day and night</source>
        <translation>24時間</translation>
    </message>
    <message>
        <source>About %1 minutes on foot to the %2 of %3 there is %4.</source>
        <translation>%3から%2へ徒歩%1分ほどのところに%4がございます。</translation>
    </message>
    <message>
        <source>The home is known only within %1: ask for a landmark and set the pin before you describe a way.</source>
        <translation>お宅の位置は約%1の範囲でしか分かりません。道順をお伝えする前に、目印を伺ってピンを置いてください。</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1（%2現在）</translation>
    </message>
    <message>
        <source>can be paid until %1</source>
        <translation>%1まで支払い可</translation>
    </message>
    <message>
        <source>slip expired on %1: send a new one first</source>
        <translation>払込票は%1で期限切れです。先に新しい払込票をお送りください</translation>
    </message>
    <message>
        <source>paid to the carrier at the door</source>
        <translation>お届けの際に配達員へお支払い</translation>
    </message>
    <message>
        <source>paid by card: nothing to bring anywhere</source>
        <translation>カード払い：お出かけの必要はありません</translation>
    </message>
    <message>
        <source>the office has not settled who takes its slips</source>
        <translation>払込票を使える場所が設定されていません</translation>
    </message>
    <message>
        <source>nothing to pay</source>
        <translation>お支払いはありません</translation>
    </message>
    <message>
        <source>the middle of %1</source>
        <translation>%1の中ほど</translation>
    </message>
    <message>
        <source>your home</source>
        <translation>ご自宅</translation>
    </message>
    <message>
        <source>the delivery address</source>
        <translation>お届け先</translation>
    </message>
    <message>
        <source>your workplace</source>
        <translation>お勤め先</translation>
    </message>
    <message>
        <source>the address</source>
        <translation>ご住所</translation>
    </message>
    <message>
        <source> The payment slip is good until today.</source>
        <translation>払込票は本日までお使いになれます。</translation>
    </message>
    <message>
        <source> The payment slip is good until %1.</source>
        <translation>払込票は%1までお使いになれます。</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>ご自宅</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>お届け先</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>お勤め先</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Copy as shown</source>
        <translation>表示どおりにコピー</translation>
    </message>
    <message>
        <source>Copy plain: no postal code</source>
        <translation>住所だけコピー（郵便番号なし）</translation>
    </message>
    <message>
        <source>Copy the postal code</source>
        <translation>郵便番号をコピー</translation>
    </message>
    <message>
        <source>Nobody has looked for this address yet.</source>
        <translation>この住所の位置はまだ調べていません。</translation>
    </message>
    <message>
        <source>Not found on the map: the address is kept as it is written. Check it with the customer, or set the pin by hand.</source>
        <translation>地図で見つかりません。住所は書かれたまま保存してあります。お客様に確かめるか、ピンを手で置いてください。</translation>
    </message>
    <message>
        <source>Pin set by %1 on %2</source>
        <translation>ピン：%1 %2</translation>
    </message>
    <message>
        <source>Online nothing closer is known.</source>
        <translation>オンラインでも、これより詳しい位置は見つかりません。</translation>
    </message>
    <message>
        <source>The address changed on %1, after the pin was set. Is the pin still right?</source>
        <translation>ピンを置いたあと、%1に住所が変わりました。ピンはこのままで合っていますか。</translation>
    </message>
    <message>
        <source>north</source>
        <translation>北</translation>
    </message>
    <message>
        <source>north-east</source>
        <translation>北東</translation>
    </message>
    <message>
        <source>east</source>
        <translation>東</translation>
    </message>
    <message>
        <source>south-east</source>
        <translation>南東</translation>
    </message>
    <message>
        <source>south</source>
        <translation>南</translation>
    </message>
    <message>
        <source>south-west</source>
        <translation>南西</translation>
    </message>
    <message>
        <source>west</source>
        <translation>西</translation>
    </message>
    <message>
        <source>north-west</source>
        <translation>北西</translation>
    </message>
    <message>
        <source>Drag the pin to the home, or move it by the arrow keys.</source>
        <translation>ピンをお宅までドラッグするか、矢印キーで動かしてください。</translation>
    </message>
    <message>
        <source>Drag the pin, or move it by the arrow keys (Shift: further).</source>
        <translation>ピンをドラッグするか、矢印キーで動かしてください（Shiftで大きく）。</translation>
    </message>
    <message>
        <source>Pin moved %1 to the %2</source>
        <translation>ピンを%2へ%1動かしました</translation>
    </message>
    <message>
        <source>Meanwhile somebody changed the address or took the pin away. Your pin is not stored.</source>
        <translation>その間に別の人が住所を変えたか、ピンを外しました。あなたのピンは保存されていません。</translation>
    </message>
    <message>
        <source>Meanwhile %1 set the pin, %2 to the %3 of yours. Yours is not stored.</source>
        <translation>その間に%1さんが、あなたのピンから%3へ%2の所にピンを置きました。あなたのピンは保存されていません。</translation>
    </message>
    <message>
        <source>Found by its postal code: within about %1 of the pin</source>
        <translation>郵便番号からの位置：ピンから約%1以内</translation>
    </message>
    <message>
        <source>Looked up online: within about %1 of the pin</source>
        <translation>オンラインで調べた位置：ピンから約%1以内</translation>
    </message>
    <message>
        <source>Within about %1 of the middle of the block</source>
        <translation>街区の中心から約%1以内</translation>
    </message>
    <message>
        <source>Within about %1 of the middle of the town</source>
        <translation>町丁目の中心から約%1以内</translation>
    </message>
    <message>
        <source>Within about %1 of the middle of the oaza</source>
        <translation>大字の中心から約%1以内</translation>
    </message>
    <message>
        <source>Only the city was found: within about %1</source>
        <translation>市区町村までしか分かりません：約%1以内</translation>
    </message>
    <message>
        <source>Only the prefecture was found: within about %1</source>
        <translation>都道府県までしか分かりません：約%1以内</translation>
    </message>
</context>
<context>
    <name>availability</name>
    <message>
        <source>Ready</source>
        <translation>受付可</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>離席</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>サインアウト中</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休憩</translation>
    </message>
    <message>
        <source>Lunch</source>
        <translation>昼食</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会議</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>研修</translation>
    </message>
    <message>
        <source>Choose a category; then you can be ready.</source>
        <translation>お問い合わせ区分を選んでください。選ぶと受付可に戻れます。</translation>
    </message>
</context>
<context>
    <name>call_list</name>
    <message>
        <source>Calls</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>遅れ</translation>
    </message>
    <message>
        <source>New customers</source>
        <translation>新しいお客様</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>call_log</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Line, queue</source>
        <translation>回線・待ち行列</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>応答者</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>待ち</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>In</source>
        <translation>受電</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>架電</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>待ち %1</translation>
    </message>
    <message>
        <source>talked %1</source>
        <translation>通話 %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話機</translation>
    </message>
    <message>
        <source>Ext.</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>Rang</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Outcome, talked</source>
        <translation>結果・通話時間</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>No note. Whoever calls is no customer, or several have it.</source>
        <translation>メモはありません。番号の登録がないか、同じ番号のお客様が複数います。</translation>
    </message>
    <message>
        <source>No note is open here. Enter opens the card with all notes.</source>
        <translation>表示できるメモはありません。Enter でカードを開くと、すべてのメモが見られます。</translation>
    </message>
    <message>
        <source>My telephone</source>
        <translation>自分の電話</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>折り返し待ち</translation>
    </message>
    <message>
        <source>the newest %1 calls; more below</source>
        <translation>新しい順に %1 件(続きは下へ)</translation>
    </message>
    <message>
        <source>1 call</source>
        <translation>1 件</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 件</translation>
    </message>
    <message>
        <source>The calls could not be read. The next call, or F5, reads them again.</source>
        <translation>通話履歴を読み込めませんでした。次の着信のとき、または F5 でもう一度読み込みます。</translation>
    </message>
    <message>
        <source>No call of these days is like that. Show all results, or more days.</source>
        <translation>この期間に条件に合う通話はありません。条件をはずすか、期間を広げてください。</translation>
    </message>
    <message>
        <source>Nobody was called today or yesterday. Each call at any telephone appears here.</source>
        <translation>今日と昨日の通話はありません。どの電話の通話もここに表示されます。</translation>
    </message>
    <message>
        <source>No calls in these days. Each call that rings at your telephone appears here.</source>
        <translation>この期間の通話はありません。自分の電話が鳴った通話がここに表示されます。</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>呼出中</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>着信拒否</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>つながらず</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>転送先へ</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Going on</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Given up while waiting</source>
        <translation>放棄(お待ちの間に切断)</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>他で応答</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>the caller hung up</source>
        <translation>お客様が切断</translation>
    </message>
    <message>
        <source>we hung up</source>
        <translation>こちらが切断</translation>
    </message>
    <message>
        <source>the phone system ended it</source>
        <translation>電話システムが終了</translation>
    </message>
    <message>
        <source>hung up outside</source>
        <translation>相手先が切断</translation>
    </message>
    <message>
        <source>who hung up is not known</source>
        <translation>どちらが切ったかは不明</translation>
    </message>
    <message>
        <source>no such number</source>
        <translation>番号が使われていません</translation>
    </message>
    <message>
        <source>the line was busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>no telephone replied</source>
        <translation>電話機の応答なし</translation>
    </message>
    <message>
        <source>nobody answered</source>
        <translation>誰も出ず</translation>
    </message>
    <message>
        <source>the telephone was not signed in</source>
        <translation>電話機が未登録</translation>
    </message>
    <message>
        <source>the call was rejected</source>
        <translation>着信拒否</translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation>他の電話で応答</translation>
    </message>
    <message>
        <source>the telephone could not be reached</source>
        <translation>電話機につながらず</translation>
    </message>
    <message>
        <source>no line was free</source>
        <translation>空き回線なし</translation>
    </message>
    <message>
        <source>the network is out of order</source>
        <translation>電話網の故障</translation>
    </message>
    <message>
        <source>the network failed for a moment</source>
        <translation>電話網の一時的な障害</translation>
    </message>
    <message>
        <source>the network was overloaded</source>
        <translation>電話網の混雑</translation>
    </message>
    <message>
        <source>it ended while the phone link was down</source>
        <translation>電話連携の停止中に終了</translation>
    </message>
    <message>
        <source>closed by time: its end was never told</source>
        <translation>時間切れで終了扱い(終了の知らせなし)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Today and yesterday</source>
        <translation>今日と昨日</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7日間</translation>
    </message>
    <message>
        <source>31 days</source>
        <translation>31日間</translation>
    </message>
    <message>
        <source>Other days …</source>
        <translation>期間を指定…</translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation>キュー %1</translation>
    </message>
    <message>
        <source>Calls, newest first</source>
        <translation>通話の一覧(新しい順)</translation>
    </message>
</context>
<context>
    <name>call_rules</name>
    <message>
        <source>a mailing</source>
        <translation>DM</translation>
    </message>
    <message>
        <source>all other calls</source>
        <translation>その他すべての通話</translation>
    </message>
    <message>
        <source>%1 (not in use)</source>
        <translation>%1（使用していません）</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>（題名なし）</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>warn</source>
        <translation>知らせる</translation>
    </message>
    <message>
        <source>Whoever withholds the number</source>
        <translation>非通知の着信</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 で始まる番号</translation>
    </message>
    <message>
        <source>Rules for calls</source>
        <translation>通話の設定</translation>
    </message>
    <message>
        <source>Talk scripts</source>
        <translation>トークスクリプト</translation>
    </message>
    <message>
        <source>Unwanted callers</source>
        <translation>迷惑電話</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>お問い合わせ区分</translation>
    </message>
    <message>
        <source>No script yet. Write what is said on a line or of a mailing.</source>
        <translation>トークスクリプトはまだありません。回線やDMごとの話し方をここに書きます。</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新しいスクリプト</translation>
    </message>
    <message>
        <source>Nobody is unwanted. Operators can add who calls, too.</source>
        <translation>迷惑電話の登録はありません。着信中の席からも登録できます。</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>新しい登録</translation>
    </message>
    <message>
        <source>There are no categories yet.</source>
        <translation>区分はまだありません。</translation>
    </message>
    <message>
        <source>A supervisor agrees before a note is done</source>
        <translation>完了にはSVの承認が必要</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>Number withheld</source>
        <translation>非通知</translation>
    </message>
    <message>
        <source>Pay phone</source>
        <translation>公衆電話</translation>
    </message>
    <message>
        <source>Out of area</source>
        <translation>表示圏外</translation>
    </message>
    <message>
        <source>Service conflict</source>
        <translation>サービス競合</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>番号なし</translation>
    </message>
    <message>
        <source>The caller has withheld the number.</source>
        <translation>お客様が番号を通知していません。</translation>
    </message>
    <message>
        <source>The call comes from a pay phone, which has no caller.</source>
        <translation>公衆電話からのお電話です。お客様は特定できません。</translation>
    </message>
    <message>
        <source>The network cannot tell the number: a call from abroad or by an internet phone.</source>
        <translation>国際電話やIP電話などのため、番号が届いていません。</translation>
    </message>
    <message>
        <source>A service of the caller&apos;s line keeps the number from being told.</source>
        <translation>発信側のサービスとの競合により、番号が届いていません。</translation>
    </message>
    <message>
        <source>The phone system has sent no number.</source>
        <translation>電話システムから番号が届いていません。</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>発信中</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終話</translation>
    </message>
    <message>
        <source>Looking up …</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>%1 customers</source>
        <translation>お客様 %1 人</translation>
    </message>
    <message>
        <source>Nobody&apos;s number</source>
        <translation>登録のない番号</translation>
    </message>
    <message>
        <source>+%1 waiting</source>
        <translation>ほか待ち %1</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>未登録のお客様</translation>
    </message>
    <message>
        <source>Could not be looked up</source>
        <translation>検索できませんでした</translation>
    </message>
    <message>
        <source>The call with %1 is over; its note waits</source>
        <translation>%1 との通話は終わりました。メモが途中です</translation>
    </message>
    <message>
        <source>%1 is on the line; the note waits</source>
        <translation>%1 と通話中です。メモはそのままです</translation>
    </message>
    <message>
        <source>The number was added to %1</source>
        <translation>%1 の番号として登録しました</translation>
    </message>
    <message>
        <source>It is not %1: who is it?</source>
        <translation>%1 ではない方です。どなたですか</translation>
    </message>
    <message>
        <source>Looking the number up …</source>
        <translation>番号を検索しています…</translation>
    </message>
    <message>
        <source>No customer has this number</source>
        <translation>この番号のお客様は登録されていません</translation>
    </message>
    <message>
        <source>The number could not be looked up</source>
        <translation>番号を検索できませんでした</translation>
    </message>
    <message>
        <source>Dialled from this customer&apos;s card</source>
        <translation>この顧客カードから発信しました</translation>
    </message>
    <message>
        <source>The call and what was written in it are %1’s now.</source>
        <translation>通話と記入した内容を %1 に移しました。</translation>
    </message>
    <message>
        <source>The number of %1; chosen: %2</source>
        <translation>%1 の番号です。選択: %2</translation>
    </message>
    <message>
        <source>Only %1 has this number (%2)</source>
        <translation>この番号は %1 のみ(%2)</translation>
    </message>
    <message>
        <source>%1 customers share this number; chosen: %2</source>
        <translation>この番号は %1 人で共用。選択: %2</translation>
    </message>
    <message>
        <source>%1 customers share this number</source>
        <translation>この番号は %1 人で共用</translation>
    </message>
    <message>
        <source>%1 customers share this number; last time it was %2</source>
        <translation>この番号は %1 人で共用。前回は %2</translation>
    </message>
    <message>
        <source>Customers who share the number</source>
        <translation>番号を共用するお客様</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>前回</translation>
    </message>
    <message>
        <source>No order yet</source>
        <translation>注文なし</translation>
    </message>
    <message>
        <source>Last order %1</source>
        <translation>最終注文 %1</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <translation>迷惑電話</translation>
    </message>
    <message>
        <source>Unwanted caller</source>
        <translation>迷惑電話</translation>
    </message>
    <message>
        <source>Unwanted caller: %1</source>
        <translation>迷惑電話: %1</translation>
    </message>
    <message>
        <source>%1 took this call before; no note yet</source>
        <translation>%1 が受けた通話です(メモはまだありません)</translation>
    </message>
    <message>
        <source>%1 took this call before. Note: %2</source>
        <translation>%1 が受けた通話です。メモ: %2</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>You have opened %1 cards within an hour. At %2 no more will open; the cards of callers always do.</source>
        <translation>1時間に開いたカードが%1件になりました。上限は%2件です（着信のお客様のカードは上限に関わらず開きます）。</translation>
    </message>
</context>
<context>
    <name>card_live</name>
    <message>
        <source>name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>birthday or sex</source>
        <translation>生年月日・性別</translation>
    </message>
    <message>
        <source>attention memo</source>
        <translation>注意メモ</translation>
    </message>
    <message>
        <source>phone numbers</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>orders or payments</source>
        <translation>受注・入金</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>応対メモ</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>手紙</translation>
    </message>
    <message>
        <source>Changed at %1</source>
        <translation>%1 に変更されました</translation>
    </message>
    <message>
        <source>Changed by %1 at %2</source>
        <translation>%1 さんが %2 に変更しました</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 changed at %2: %3</source>
        <translation>%1 さんが %2 に変更しました:%3</translation>
    </message>
    <message>
        <source>Changed at %1: %2</source>
        <translation>%1 に変更されました:%2</translation>
    </message>
    <message>
        <source>you, at another PC</source>
        <translation>ご自身(別のPC)</translation>
    </message>
    <message>
        <source>Also open at another desk: %1</source>
        <translation>ほかの席でも開いています:%1</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>Keep mine</source>
        <translation>自分の入力を残す</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>相手の変更を残す</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(なし)</translation>
    </message>
</context>
<context>
    <name>connection</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Not connected since %1, trying again. What you type is kept.</source>
        <translation>%1 から接続が切れています。つなぎ直しています。入力した内容は保管されます。</translation>
    </message>
    <message>
        <source>Connected again.</source>
        <translation>接続が戻りました。</translation>
    </message>
    <message>
        <source>The database was brought up to date, and this desk must be too: close the program, install the new version, sign in again. What you typed is kept.</source>
        <translation>データベースが新しくなりました。このPCのプログラムも更新が必要です。プログラムを終了し、新しい版を入れて、もう一度サインインしてください。入力した内容は保管されています。</translation>
    </message>
    <message>
        <source>Savings that went in: %1.</source>
        <translation>待っていた保存 %1 件が完了しました。</translation>
    </message>
    <message>
        <source>Savings that wait: %1.</source>
        <translation>保存待ち %1 件。</translation>
    </message>
</context>
<context>
    <name>copy</name>
    <message>
        <source>Copy order number %1</source>
        <translation>受注番号 %1 をコピー</translation>
    </message>
    <message>
        <source>Copy shop number %1</source>
        <translation>店舗の受注番号 %1 をコピー</translation>
    </message>
    <message>
        <source>Copy amount %1</source>
        <translation>金額 %1 をコピー</translation>
    </message>
    <message>
        <source>Copy plain: %1</source>
        <translation>記号なしでコピー: %1</translation>
    </message>
    <message>
        <source>Copy tracking number %1</source>
        <translation>お問い合わせ番号 %1 をコピー</translation>
    </message>
    <message>
        <source>Copy the whole order</source>
        <translation>受注の内容をすべてコピー</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>「%1」をコピー</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>発信する</translation>
    </message>
    <message>
        <source>Dial with 184 (do not show our number)</source>
        <translation>184を付けて発信（番号を通知しない）</translation>
    </message>
    <message>
        <source>Dial with 186 (show our number)</source>
        <translation>186を付けて発信（番号を通知する）</translation>
    </message>
</context>
<context>
    <name>customer_card</name>
    <message>
        <source>In charge: %1</source>
        <translation>担当 %1</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1 様</translation>
    </message>
    <message>
        <source>In charge: %1, covering for %2</source>
        <translation>担当:%1(%2の代理)</translation>
    </message>
    <message>
        <source>%1 ext. %2</source>
        <translation>%1 内線%2</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>優良</translation>
    </message>
    <message>
        <source>Born %1 (%2)</source>
        <translation>%1生まれ (%2)</translation>
    </message>
    <message>
        <source>under 1 year</source>
        <translation>1年未満</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1年</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Enclosed</source>
        <translation>同梱</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>定期</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>受注</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>お届け</translation>
    </message>
    <message>
        <source>Ships %1</source>
        <translation>%1 発送予定</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Shipped %1</source>
        <translation>%1 発送</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>配達中</translation>
    </message>
    <message>
        <source>Delivered %1</source>
        <translation>%1 お届け済</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>配達済</translation>
    </message>
    <message>
        <source>Brought back, shipped %1</source>
        <translation>持ち戻り (%1 発送)</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>持ち戻り</translation>
    </message>
    <message>
        <source>arrives %1</source>
        <translation>%1 着予定</translation>
    </message>
    <message>
        <source>paid %1</source>
        <translation>%1 入金</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>決済期限 %1</translation>
    </message>
    <message>
        <source>slip to %1</source>
        <translation>有効期限 %1</translation>
    </message>
    <message>
        <source>reminded %1×</source>
        <translation>督促%1回</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>入金</translation>
    </message>
    <message>
        <source>(no lines)</source>
        <translation>（明細なし）</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 ほか%2点</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>入金済</translation>
    </message>
    <message>
        <source>Slip expired</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>%1まで</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>FAX</translation>
    </message>
    <message>
        <source>Mall</source>
        <translation>モール</translation>
    </message>
    <message>
        <source>%1 d late</source>
        <translation>%1日遅れ</translation>
    </message>
    <message>
        <source>Tel</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>葉書</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>定期</translation>
    </message>
    <message>
        <source>Cash on delivery</source>
        <translation>代引</translation>
    </message>
    <message>
        <source>Pay later</source>
        <translation>後払い</translation>
    </message>
    <message>
        <source>Payment slip</source>
        <translation>払込票</translation>
    </message>
    <message>
        <source>Convenience store</source>
        <translation>コンビニ払い</translation>
    </message>
    <message>
        <source>Card payment</source>
        <translation>カード</translation>
    </message>
    <message>
        <source>Bank transfer</source>
        <translation>口座振込</translation>
    </message>
    <message>
        <source>Postal transfer</source>
        <translation>郵便振替</translation>
    </message>
    <message>
        <source>Free of charge</source>
        <translation>無料</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1着</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>発送済</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>返品</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>受注日</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>DM</source>
        <translation>DM</translation>
    </message>
    <message>
        <source>Encl.</source>
        <translation>同梱</translation>
    </message>
    <message>
        <source>not thanked yet</source>
        <translation>お礼がまだです</translation>
    </message>
    <message>
        <source>thanked</source>
        <translation>お礼済み</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>受注</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>手紙</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Cancelled order</source>
        <translation>受注取消</translation>
    </message>
    <message>
        <source>Returned order</source>
        <translation>返品</translation>
    </message>
    <message>
        <source>%1 (wave %2)</source>
        <translation>%1（第%2便）</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>お手紙</translation>
    </message>
    <message>
        <source>Postcard</source>
        <translation>おはがき</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>On the line</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Called out</source>
        <translation>架電</translation>
    </message>
    <message>
        <source>Called out (not reached)</source>
        <translation>架電（つながらず）</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Called in</source>
        <translation>受電</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>通話の記録なし</translation>
    </message>
    <message>
        <source>Dialled</source>
        <translation>発信</translation>
    </message>
    <message>
        <source>To do (late)</source>
        <translation>予定 (遅れ)</translation>
    </message>
    <message>
        <source>Note (waits for approval)</source>
        <translation>メモ(承認待ち)</translation>
    </message>
    <message>
        <source>Sent back: %1</source>
        <translation>差し戻し:%1</translation>
    </message>
    <message>
        <source>Note (open)</source>
        <translation>メモ (未対応)</translation>
    </message>
    <message>
        <source>Note (in progress)</source>
        <translation>メモ (対応中)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
</context>
<context>
    <name>customer_edit</name>
    <message>
        <source>Take number %1 away</source>
        <translation>%1番目の番号を削除</translation>
    </message>
    <message>
        <source>Number %1</source>
        <translation>電話番号 %1</translation>
    </message>
    <message>
        <source>Usual address</source>
        <translation>いつもの住所</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>you, elsewhere, %1</source>
        <translation>ご自身(別のPC)%1</translation>
    </message>
    <message>
        <source>an import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>taken away</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Changed meanwhile: %1</source>
        <translation>ほかで変更されました:%1</translation>
    </message>
    <message>
        <source>Changed meanwhile by %1: %2</source>
        <translation>%1 の変更:%2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(空)</translation>
    </message>
    <message>
        <source>%1 (put away)</source>
        <translation>%1(不使用)</translation>
    </message>
    <message>
        <source>You have changes of this customer that are not saved: %1</source>
        <translation>このお客様の保存していない変更があります:%1</translation>
    </message>
    <message>
        <source>Your change of %1 collides with somebody else&apos;s. It is kept: open the card, then %2.</source>
        <translation>%1 様の変更が、ほかの方の変更と重なりました。入力内容は残っています。カードを開いて %2 で選んでください。</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>住所</translation>
    </message>
</context>
<context>
    <name>customer_moves</name>
    <message>
        <source>Person</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Sales before</source>
        <translation>購入額（前）</translation>
    </message>
    <message>
        <source>Sales after</source>
        <translation>購入額（後）</translation>
    </message>
    <message>
        <source>Move customers</source>
        <translation>担当変更</translation>
    </message>
    <message>
        <source>1 Find</source>
        <translation>1 探す</translation>
    </message>
    <message>
        <source>2 Share out</source>
        <translation>2 割り振る</translation>
    </message>
    <message>
        <source>3 Move</source>
        <translation>3 変更する</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>%1 (left)</source>
        <translation>%1（退職・無効）</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>No room: they stay</source>
        <translation>空きなし（そのまま）</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>継続中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>休止中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>解約</translation>
    </message>
    <message>
        <source>None that runs</source>
        <translation>定期購入なし</translation>
    </message>
    <message>
        <source>Last order from</source>
        <translation>最終注文日（から）</translation>
    </message>
    <message>
        <source>Last order until</source>
        <translation>最終注文日（まで）</translation>
    </message>
    <message>
        <source>Orders, at least</source>
        <translation>注文回数（最小）</translation>
    </message>
    <message>
        <source>Orders, at most</source>
        <translation>注文回数（最大）</translation>
    </message>
    <message>
        <source>Days behind the purchase cycle</source>
        <translation>購入周期からの遅れ（日）</translation>
    </message>
    <message>
        <source>customers</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>yearly sales</source>
        <translation>年間購入額</translation>
    </message>
    <message>
        <source>nobody has room</source>
        <translation>空きのある担当者がいない</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>中止しています…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2人中 %1人</translation>
    </message>
    <message>
        <source> and </source>
        <translation>さんと</translation>
    </message>
    <message>
        <source>%1, %2 and %3 others</source>
        <translation>%1さん、%2さん、ほか%3人</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>%1に</translation>
    </message>
    <message>
        <source>until %1, then back by itself</source>
        <translation>%1まで（その後は自動で元の担当へ）</translation>
    </message>
    <message>
        <source>with their open tasks and call-backs</source>
        <translation>未完了のタスクと折り返しも一緒に</translation>
    </message>
    <message>
        <source>without their open tasks and call-backs</source>
        <translation>タスクと折り返しは移さずに</translation>
    </message>
    <message>
        <source>%1 customers go to %2 %3, %4, %5.</source>
        <translation>お客様%1人の担当を、%3、%4、%5、%2へ変更します。</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>今すぐ</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>期限なしで</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>実行済み</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>取り消し済み</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>中止した予定</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1から</translation>
    </message>
    <message>
        <source>cover until %1</source>
        <translation>%1まで代理</translation>
    </message>
    <message>
        <source>share</source>
        <translation>割合どおり</translation>
    </message>
    <message>
        <source>household together</source>
        <translation>世帯をまとめるため</translation>
    </message>
    <message>
        <source>region together</source>
        <translation>地域をまとめるため</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>手で指定</translation>
    </message>
    <message>
        <source>Reading the customers …</source>
        <translation>お客様を読み込んでいます…</translation>
    </message>
    <message>
        <source>Sharing out …</source>
        <translation>割り振っています…</translation>
    </message>
    <message>
        <source>Preparing the move …</source>
        <translation>準備しています…</translation>
    </message>
    <message>
        <source>Moving …</source>
        <translation>変更しています…</translation>
    </message>
    <message>
        <source>Taking it back …</source>
        <translation>取り消しています…</translation>
    </message>
</context>
<context>
    <name>cycle</name>
    <message>
        <source>about every %1 years</source>
        <translation>約%1年に1回</translation>
    </message>
    <message>
        <source>about every %1 months</source>
        <translation>約%1か月に1回</translation>
    </message>
    <message>
        <source>every %1 days</source>
        <translation>%1日に1回</translation>
    </message>
    <message>
        <source>expected today</source>
        <translation>次の目安は本日</translation>
    </message>
    <message>
        <source>next about %1</source>
        <translation>次の目安 %1</translation>
    </message>
    <message>
        <source>%1 days late (expected %2)</source>
        <translation>%1日 遅れ（目安 %2）</translation>
    </message>
    <message>
        <source>%1 %2 (%3 times)</source>
        <translation>%1 %2（%3回）</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>毎月</translation>
    </message>
    <message>
        <source>every %1 months</source>
        <translation>%1か月に1回</translation>
    </message>
    <message>
        <source>%1 delivered</source>
        <translation>%1回お届け済</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>毎日</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>paused until %1</source>
        <translation>%1 まで休止</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>休止中</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>次回 %1</translation>
    </message>
</context>
<context>
    <name>dialling</name>
    <message>
        <source>Dial this number?</source>
        <translation>この番号に発信しますか？</translation>
    </message>
    <message>
        <source>Dialling …</source>
        <translation>発信しています…</translation>
    </message>
    <message>
        <source>Your telephone rings. Pick it up, then it is dialled.</source>
        <translation>お手元の電話機が鳴ります。受話器を上げると発信します。</translation>
    </message>
    <message>
        <source>Handed over to the telephone program.</source>
        <translation>電話プログラムに発信を渡しました。</translation>
    </message>
    <message>
        <source>0570: this call is charged from the first second.</source>
        <translation>0570（ナビダイヤル）：つながった時点から通話料がかかります。</translation>
    </message>
    <message>
        <source>0990: this call costs an extra charge.</source>
        <translation>0990：通話料のほかに料金がかかります。</translation>
    </message>
    <message>
        <source>0180/0170: a service for many calls, charged each time.</source>
        <translation>0180・0170：大量呼受付などのサービスです。通話料がかかります。</translation>
    </message>
    <message>
        <source>020: a pager or a machine, nobody answers there.</source>
        <translation>020：ポケットベルや機器の番号です。人は出ません。</translation>
    </message>
    <message>
        <source>A satellite telephone: this call is very costly.</source>
        <translation>衛星電話です。通話料がとても高くなります。</translation>
    </message>
    <message>
        <source>A number abroad: an international call is charged.</source>
        <translation>海外の番号です。国際通話料がかかります。</translation>
    </message>
    <message>
        <source>Our number as usual</source>
        <translation>番号表示：通常どおり</translation>
    </message>
    <message>
        <source>184: do not show our number</source>
        <translation>184：番号を通知しない</translation>
    </message>
    <message>
        <source>186: show our number</source>
        <translation>186：番号を通知する</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Source</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>いつから</translation>
    </message>
    <message>
        <source>Last call event</source>
        <translation>最後の着信情報</translation>
    </message>
    <message>
        <source>What is wrong, and what to try</source>
        <translation>問題と対処</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Gateway %1</source>
        <translation>ゲートウェイ %1</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>Understood as</source>
        <translation>読み取り</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>届いた内容</translation>
    </message>
    <message>
        <source>%1 more came than can be shown</source>
        <translation>多すぎるため、ほかの %1 件は表示していません</translation>
    </message>
    <message>
        <source>It tells of no call.</source>
        <translation>通話の情報ではありません。</translation>
    </message>
    <message>
        <source>It was refused: %1</source>
        <translation>受け付けられませんでした: %1</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>発信者</translation>
    </message>
    <message>
        <source>More</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Call (%1): %2</source>
        <translation>通話 (%1): %2</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>非通知</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>接続しています</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>待ち受け中</translation>
    </message>
    <message>
        <source>Standing by</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>不通</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The caller is shown at %1.</source>
        <translation>内線 %1 に表示されます。</translation>
    </message>
    <message>
        <source>Shown at %1 without a number: the caller withholds it.</source>
        <translation>内線 %1 に番号なしで表示されます: 非通知です。</translation>
    </message>
    <message>
        <source>Shown at %1 without a number: none was told that can be read.</source>
        <translation>内線 %1 に番号なしで表示されます: 読み取れる番号がありません。</translation>
    </message>
    <message>
        <source>The call is talked in at %1 now.</source>
        <translation>内線 %1 が応答し、通話中です。</translation>
    </message>
    <message>
        <source>Taken off at %1: answered elsewhere.</source>
        <translation>内線 %1 の表示を消します: ほかで応答しました。</translation>
    </message>
    <message>
        <source>Taken off at %1: it rings there no more.</source>
        <translation>内線 %1 の表示を消します: 鳴り止みました。</translation>
    </message>
    <message>
        <source>The call is over.</source>
        <translation>通話が終わりました。</translation>
    </message>
    <message>
        <source>Not shown: the call had ended.</source>
        <translation>表示しません: 終わった通話です。</translation>
    </message>
    <message>
        <source>Nothing: it was told already.</source>
        <translation>何もしません: すでに届いています。</translation>
    </message>
    <message>
        <source>Noted; no desk needs to know.</source>
        <translation>記録しました。画面には出ません。</translation>
    </message>
    <message>
        <source>Not shown: a call within the office.</source>
        <translation>表示しません: 内線どうしの通話です。</translation>
    </message>
    <message>
        <source>Not shown: a call to outside.</source>
        <translation>表示しません: 外への発信です。</translation>
    </message>
    <message>
        <source>Not shown: no telephone rings yet.</source>
        <translation>表示しません: まだどの電話も鳴っていません。</translation>
    </message>
    <message>
        <source>Not shown: extension %1 is nobody&apos;s.</source>
        <translation>表示しません: 内線 %1 はだれのものでもありません。</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>読み取れません</translation>
    </message>
    <message>
        <source>Rings for a minute</source>
        <translation>1分間鳴る</translation>
    </message>
    <message>
        <source>Is answered after 3 s</source>
        <translation>3秒で応答</translation>
    </message>
    <message>
        <source>Gives up after 4 s</source>
        <translation>4秒で切れる</translation>
    </message>
    <message>
        <source>Withholds the number</source>
        <translation>非通知</translation>
    </message>
    <message>
        <source>Is transferred to here</source>
        <translation>ここへ転送</translation>
    </message>
    <message>
        <source>Comes from a queue</source>
        <translation>待ち呼から</translation>
    </message>
    <message>
        <source>The caller is shown</source>
        <translation>発信者を表示</translation>
    </message>
    <message>
        <source>Answered there</source>
        <translation>その内線で応答</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>表示を消す</translation>
    </message>
    <message>
        <source>from outside</source>
        <translation>外線着信</translation>
    </message>
    <message>
        <source>to outside</source>
        <translation>外線発信</translation>
    </message>
    <message>
        <source>within the office</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>不達</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>ended by the caller</source>
        <translation>相手が切断</translation>
    </message>
    <message>
        <source>ended by us</source>
        <translation>こちらが切断</translation>
    </message>
    <message>
        <source>ended by the exchange</source>
        <translation>交換機が切断</translation>
    </message>
    <message>
        <source>ended outside</source>
        <translation>外線側が切断</translation>
    </message>
    <message>
        <source>No backup is on record. The database of this PC is backed up each night by itself; a server with “crm-desktop db backup”.</source>
        <translation>バックアップの記録がありません。このPCのデータベースは毎晩自動で、サーバーは「crm-desktop db backup」でバックアップします。</translation>
    </message>
    <message>
        <source>The last try (%1) did not succeed: %2</source>
        <translation>最後の試み(%1)は成功していません: %2</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>バックアップを作成中です。</translation>
    </message>
    <message>
        <source>No backup has succeeded yet.</source>
        <translation>成功したバックアップはまだありません。</translation>
    </message>
    <message>
        <source>Last backup: %1 (%2 days ago), not restored to compare.</source>
        <translation>最後のバックアップ: %1(%2日前)。復元しての確認はしていません。</translation>
    </message>
    <message>
        <source>Last good backup: %1 (%2 days ago), restored and compared.</source>
        <translation>最後のバックアップ: %1(%2日前)。復元して一致を確認済みです。</translation>
    </message>
    <message>
        <source>the disk for backups is full.</source>
        <translation>バックアップ先のディスクがいっぱいです。</translation>
    </message>
    <message>
        <source>the folder for backups is not there or may not be written.</source>
        <translation>バックアップ先のフォルダーがないか、書き込めません。</translation>
    </message>
    <message>
        <source>what was restored was not what had been backed up. Check the disks.</source>
        <translation>復元したものがバックアップの内容と違いました。ディスクを調べてください。</translation>
    </message>
    <message>
        <source>pg_dump is missing or older than the server.</source>
        <translation>pg_dump がないか、サーバーより古いものです。</translation>
    </message>
    <message>
        <source>the database could not be read whole. “crm-desktop db verify” tells more.</source>
        <translation>データベースを最後まで読めませんでした。「crm-desktop db verify」で詳しく分かります。</translation>
    </message>
    <message>
        <source>an original of a paper is missing. “crm-desktop images verify” tells which.</source>
        <translation>紙の原本が見つかりません。どれかは「crm-desktop images verify」で分かります。</translation>
    </message>
    <message>
        <source>the place of the originals did not answer.</source>
        <translation>原本の保管場所から返事がありませんでした。</translation>
    </message>
    <message>
        <source>it was broken off. It is made up for.</source>
        <translation>途中で止まりました。あとでやり直します。</translation>
    </message>
    <message>
        <source>see the worker&apos;s log.</source>
        <translation>ワーカーの記録を見てください。</translation>
    </message>
    <message>
        <source>What was not done</source>
        <translation>できなかったこと</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>中止した日時</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>What to try</source>
        <translation>お試しいただくこと</translation>
    </message>
    <message>
        <source>%1 tasks wait, %2 are being done.</source>
        <translation>待っている処理 %1 件、処理中 %2 件。</translation>
    </message>
    <message>
        <source>The oldest has waited since %1.</source>
        <translation>いちばん古いものは %1 から待っています。</translation>
    </message>
    <message>
        <source>A worker was there at %1.</source>
        <translation>ワーカーの最終確認は %1 です。</translation>
    </message>
    <message>
        <source>No worker runs: start “crm-desktop worker” on a computer of the office.</source>
        <translation>ワーカーが動いていません。社内のパソコンで「crm-desktop worker」を起動してください。</translation>
    </message>
    <message>
        <source>It is being tried already.</source>
        <translation>すでにやり直しています。</translation>
    </message>
    <message>
        <source>%1 tasks wait to be tried again.</source>
        <translation>%1 件をもう一度行います。</translation>
    </message>
    <message>
        <source>Read page %1 of paper %2</source>
        <translation>紙もの %2 の %1 ページ目の読み取り</translation>
    </message>
    <message>
        <source>Find addresses on the map</source>
        <translation>住所の地図上の位置の検索</translation>
    </message>
    <message>
        <source>Open the letter: is the page there, and not damaged? Then try again. The letter can be worked with unread; the worker&apos;s log tells why.</source>
        <translation>手紙を開き、ページがあり壊れていないか確かめてから、もう一度行ってください。読み取れていなくても手紙の対応はできます。理由はワーカーのログにあります。</translation>
    </message>
    <message>
        <source>Try again; the worker&apos;s log tells why it was given up.</source>
        <translation>もう一度行ってください。中止した理由はワーカーのログにあります。</translation>
    </message>
</context>
<context>
    <name>drafts</name>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新規のお客様</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様の情報</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>受注</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Delivery note</source>
        <translation>配達のメモ</translation>
    </message>
    <message>
        <source>Text of a page</source>
        <translation>ページの文字</translation>
    </message>
    <message>
        <source>Word to a colleague</source>
        <translation>同僚へのひとこと</translation>
    </message>
    <message>
        <source>Unwanted caller</source>
        <translation>迷惑電話</translation>
    </message>
    <message>
        <source>Mailing or enclosure</source>
        <translation>DM・同梱物</translation>
    </message>
    <message>
        <source>Talk script</source>
        <translation>トークスクリプト</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Move of customers</source>
        <translation>お客様の担当替え</translation>
    </message>
    <message>
        <source>Member of staff</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Word on a note</source>
        <translation>応対メモへのひとこと</translation>
    </message>
    <message>
        <source>Reason for a file</source>
        <translation>書き出しの理由</translation>
    </message>
    <message>
        <source>Number of a caller</source>
        <translation>発信者の電話番号</translation>
    </message>
    <message>
        <source>This desk does not have that form. A right click on the draft copies what was typed.</source>
        <translation>この画面にはそのフォームがありません。下書きを右クリックすると、入力した内容をコピーできます。</translation>
    </message>
    <message>
        <source>That note is not of the call you are having with this customer. It stays in the list: open it again after the call.</source>
        <translation>このメモは、いまこのお客様と話している通話のものではありません。一覧に残してありますので、通話のあとでもう一度開いてください。</translation>
    </message>
    <message>
        <source>Nobody waits for that word any more. A right click on the draft copies what was typed.</source>
        <translation>そのひとことを待っている人はもういません。下書きを右クリックすると、入力した内容をコピーできます。</translation>
    </message>
    <message>
        <source>%1 asks for help with this customer: your word is then there to be sent.</source>
        <translation>%1 でこのお客様について応援を頼むと、入力していたひとことがそこに戻り、送れます。</translation>
    </message>
    <message>
        <source>That note waits for no approval any more. A right click on the draft copies what was typed.</source>
        <translation>その応対メモはもう承認待ちではありません。下書きを右クリックすると、入力した内容をコピーできます。</translation>
    </message>
    <message>
        <source>%2 goes on with this note since %1. What you typed stays here until you clear it.</source>
        <translation>%1から%2さんがこのメモを引き継いでいます。ここに入力した内容は、消すまで残ります。</translation>
    </message>
    <message>
        <source>%2 typed a note here that is not saved (%1).</source>
        <translation>%2 さんがここに書いた、保存されていないメモがあります（%1）。</translation>
    </message>
    <message>
        <source>You typed a note here at another desk that is not saved (%1).</source>
        <translation>別の席でここに書いた、保存されていないメモがあります（%1）。</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Something went wrong in the program. What you typed is kept; you can go on.</source>
        <translation>プログラムに問題が発生しました。入力内容は残っています。このまま続けられます。</translation>
    </message>
    <message>
        <source>The database cannot be reached. What you typed stays on the screen. The program connects again by itself; if it does not, check the network.</source>
        <translation>データベースに接続できません。入力内容は画面に残っています。自動で再接続します。続く場合はネットワークをご確認ください。</translation>
    </message>
    <message>
        <source>The clock of this PC says {here}, that of the office&apos;s server {there}. Notes and orders are dated by it: set it right (on Windows: Settings, Time &amp; language, Sync now), or tell whoever looks after this PC.</source>
        <translation>この PC の時計は {here}、事務所のサーバーの時計は {there} です。メモや注文の日時がこの PC の時計で記録されるため、時計を合わせてください（Windows では「設定」→「時刻と言語」→「今すぐ同期」）。わからないときは PC の管理担当者に伝えてください。</translation>
    </message>
    <message>
        <source>The address of the database cannot be understood. Check the settings.</source>
        <translation>データベースの接続先を読み取れません。設定をご確認ください。</translation>
    </message>
    <message>
        <source>The database did not take the login “{login}” or its password. Check both.</source>
        <translation>ログイン「{login}」またはパスワードが受け付けられませんでした。両方をご確認ください。</translation>
    </message>
    <message>
        <source>Your password must be changed first. Choose a new one, and everything opens.</source>
        <translation>まずパスワードの変更が必要です。新しいパスワードを決めると使えるようになります。</translation>
    </message>
    <message>
        <source>The login “{login}” is locked. Ask whoever looks after the logins to open it again.</source>
        <translation>ログイン「{login}」はロックされています。ログインの管理者に解除を依頼してください。</translation>
    </message>
    <message>
        <source>The login “{login}” is in use too often at the same time. Sign out elsewhere, then try again.</source>
        <translation>ログイン「{login}」が同時に使える数を超えています。ほかの場所でサインアウトしてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The server does not let “{login}” in from this PC. Ask whoever looks after the server to allow it (pg_hba.conf).</source>
        <translation>サーバーはこの PC からの「{login}」の接続を許可していません。サーバーの管理者に許可を依頼してください（pg_hba.conf）。</translation>
    </message>
    <message>
        <source>The server lets “{login}” in only with a certificate on this PC. Ask whoever looks after the server for one.</source>
        <translation>サーバーは、この PC に証明書がないと「{login}」を接続させません。サーバーの管理者に証明書を依頼してください。</translation>
    </message>
    <message>
        <source>“{host}” does not ask for the password in the safe way (SCRAM). The password was not sent. Tell whoever looks after the server.</source>
        <translation>「{host}」は安全な方式（SCRAM）でパスワードを求めていません。パスワードは送っていません。サーバーの管理者に知らせてください。</translation>
    </message>
    <message>
        <source>“{asked}” would let others on the network read along, or pose as “{host}”. Nothing was sent. Take it out of the address or the environment, and name the office&apos;s CA file in the settings (ca_file).</source>
        <translation>「{asked}」では、通信を盗み見られたり「{host}」になりすまされたりするおそれがあります。何も送信していません。接続先や環境変数からこの指定を外し、設定の ca_file に社内の認証局ファイルを指定してください。</translation>
    </message>
    <message>
        <source>“{host}” does not encrypt connections. Nothing was sent. Ask whoever looks after the server to turn TLS on.</source>
        <translation>「{host}」は通信を暗号化していません。何も送信していません。サーバーの管理者に TLS を有効にするよう依頼してください。</translation>
    </message>
    <message>
        <source>This PC does not know who certified “{host}”; somebody may pose as it. Nothing was sent. Name the office&apos;s CA file in the settings (ca_file).</source>
        <translation>「{host}」の証明書の発行元を、この PC は信頼していません。なりすましのおそれがあるため、何も送信していません。設定の ca_file に社内の認証局ファイルを指定してください。</translation>
    </message>
    <message>
        <source>The server that answers for “{host}” is certified as “{certified}”; somebody may pose as it. Nothing was sent. Check the address in the settings.</source>
        <translation>「{host}」として応答したサーバーの証明書は「{certified}」のものです。なりすましのおそれがあるため、何も送信していません。設定の接続先を確認してください。</translation>
    </message>
    <message>
        <source>The certificate of “{host}” is not valid today. Nothing was sent. Check this PC&apos;s date; if it is right, the certificate must be renewed.</source>
        <translation>「{host}」の証明書は今日の日付では無効です。何も送信していません。この PC の日付を確認してください。日付が正しければ、証明書の更新が必要です。</translation>
    </message>
    <message>
        <source>The CA file {path} cannot be read. Check the setting ca_file.</source>
        <translation>認証局ファイル {path} を読み込めません。設定の ca_file を確認してください。</translation>
    </message>
    <message>
        <source>The database is just starting or being looked after. The program connects by itself as soon as it is ready.</source>
        <translation>データベースは起動中、またはメンテナンス中です。準備ができ次第、自動で接続します。</translation>
    </message>
    <message>
        <source>A server answers, but none takes changes just now: another one is taking over. What you typed is kept. The program connects by itself as soon as one does.</source>
        <translation>応答するサーバーはありますが、いま変更を受け付けるものがありません。別のサーバーに切り替わるところです。入力した内容は保存されています。受け付けるようになると、自動で接続します。</translation>
    </message>
    <message>
        <source>The database takes no more connections at the moment. Try again in a minute; if it stays so, tell whoever looks after the server.</source>
        <translation>データベースは今これ以上接続を受け付けられません。1 分ほど待ってもう一度お試しください。続くときはサーバーの管理者に知らせてください。</translation>
    </message>
    <message>
        <source>The disk of the database is full, so nothing can be stored. What you typed stays on the screen, and scanned files stay where they are. Tell whoever looks after the server.</source>
        <translation>データベースのディスクがいっぱいのため保存できません。入力した内容は画面に残り、スキャンしたファイルも元の場所に残ります。サーバーの担当者に連絡してください。</translation>
    </message>
    <message>
        <source>The server has no database “{name}”. Check the settings, or have it made.</source>
        <translation>サーバーにデータベース「{name}」がありません。設定を確認するか、作成を依頼してください。</translation>
    </message>
    <message>
        <source>This card is restricted: a supervisor can open it, or it opens when the customer calls.</source>
        <translation>このカードは閲覧が制限されています。SVが開くか、お客様ご本人からの着信で開きます。</translation>
    </message>
    <message>
        <source>You have opened {hourly_limit} cards within an hour, as many as the office allows. Cards of callers still open; ask a supervisor about this one.</source>
        <translation>1時間に開けるカードの上限（{hourly_limit}件）に達しました。着信のお客様のカードは開きます。このカードはSVにご相談ください。</translation>
    </message>
    <message>
        <source>You may not do this with your login. Ask a supervisor.</source>
        <translation>このログインでは操作できません。SVにご相談ください。</translation>
    </message>
    <message>
        <source>The database took too long to answer. Nothing is lost; try again.</source>
        <translation>データベースの応答に時間がかかりすぎました。失われたものはありません。もう一度お試しください。</translation>
    </message>
    <message>
        <source>Somebody else has saved this meanwhile. What you typed is kept; look at the newer state, then save again.</source>
        <translation>ほかの人が先に保存しました。入力内容は残っています。新しい内容を確認してから、もう一度保存してください。</translation>
    </message>
    <message>
        <source>This is no longer there: somebody has deleted or merged it. Search again.</source>
        <translation>この記録はもうありません(削除または名寄せされました)。もう一度検索してください。</translation>
    </message>
    <message>
        <source>“{text}” is not an amount in whole yen.</source>
        <translation>「{text}」は円単位の金額ではありません。</translation>
    </message>
    <message>
        <source>The file {path.name} cannot be read as a table. Nothing was imported.</source>
        <translation>ファイル {path.name} を表として読み取れません。何も取り込んでいません。</translation>
    </message>
    <message>
        <source>The file {path.name} lacks columns that are needed. Nothing was imported; check the headings.</source>
        <translation>ファイル {path.name} に必要な列がありません。何も取り込んでいません。見出しをご確認ください。</translation>
    </message>
    <message>
        <source>The file {path.name} has two columns for the same thing. Nothing was imported; remove one of them.</source>
        <translation>ファイル {path.name} に同じ内容の列が二つあります。何も取り込んでいません。どちらかを除いてください。</translation>
    </message>
    <message>
        <source>The file {path.name} cannot be written. Check the folder and its rights.</source>
        <translation>ファイル {path.name} に書き込めません。フォルダーと権限をご確認ください。</translation>
    </message>
    <message>
        <source>The database is away and the gateway&apos;s disk takes no more calls. Make room there, or bring the database back.</source>
        <translation>データベースにつながらず、ゲートウェイのディスクにも通話をこれ以上保存できません。ディスクの空きを増やすか、データベースを復旧してください。</translation>
    </message>
    <message>
        <source>Another gateway uses the folder {folder}. Give this one a folder of its own.</source>
        <translation>別のゲートウェイがフォルダー「{folder}」を使っています。このゲートウェイには専用のフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The import profile “{profile}” has a fault. Ask whoever looks after it.</source>
        <translation>取り込み設定「{profile}」に誤りがあります。システム担当者にご連絡ください。</translation>
    </message>
    <message>
        <source>The list of postal codes cannot be read. Addresses are not filled in.</source>
        <translation>郵便番号の一覧を読み取れません。住所は自動入力されません。</translation>
    </message>
    <message>
        <source>The database on this PC did not start. Nothing is lost; start the program anew.</source>
        <translation>このPCのデータベースが起動しませんでした。失われたものはありません。プログラムを起動し直してください。</translation>
    </message>
    <message>
        <source>You have searched {hourly_limit} times within an hour, which is as often as the office allows. Wait a little, or ask a supervisor.</source>
        <translation>1時間の検索回数が上限（{hourly_limit}回）に達しました。しばらく待つか、SVに声をかけてください。</translation>
    </message>
    <message>
        <source>This PC has no keyring: the password cannot be kept and is asked for each time.</source>
        <translation>このPCには資格情報の保管場所がないため、パスワードは毎回お尋ねします。</translation>
    </message>
    <message>
        <source>The keyring of this PC did not open. Unlock it and try again.</source>
        <translation>このPCの資格情報の保管場所を開けません。ロックを解除して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The database is being brought up to date. Try again in a few minutes.</source>
        <translation>データベースを更新中です。数分後にもう一度お試しください。</translation>
    </message>
    <message>
        <source>The settings have a fault in {place}, line {line}. Correct it and start anew.</source>
        <translation>設定に誤りがあります({place}、{line} 行目)。修正してから起動し直してください。</translation>
    </message>
    <message>
        <source>This database is in use already, so no demo office is made in it.</source>
        <translation>このデータベースは使用中のため、デモは作成しません。</translation>
    </message>
    <message>
        <source>The server is PostgreSQL {version}; {needed} or newer is needed.</source>
        <translation>サーバーは PostgreSQL {version} です。{needed} 以上が必要です。</translation>
    </message>
    <message>
        <source>The database cannot search Japanese text. It must be made anew with UTF-8.</source>
        <translation>このデータベースでは日本語を検索できません。UTF-8 で作り直す必要があります。</translation>
    </message>
    <message>
        <source>The server lacks the extension “{name}”. Ask whoever looks after it.</source>
        <translation>サーバーに拡張機能「{name}」がありません。システム担当者にご連絡ください。</translation>
    </message>
    <message>
        <source>The database has not been set up yet. Ask whoever looks after it.</source>
        <translation>データベースの準備がまだです。システム担当者にご連絡ください。</translation>
    </message>
    <message>
        <source>The database belongs to another program. Check the settings.</source>
        <translation>別のプログラムのデータベースです。設定をご確認ください。</translation>
    </message>
    <message>
        <source>The database is older than this program. It must be brought up to date first.</source>
        <translation>データベースがこのプログラムより古いため、先に更新が必要です。</translation>
    </message>
    <message>
        <source>The database is newer than this program. Install the new version.</source>
        <translation>データベースがこのプログラムより新しくなっています。新しい版を入れてください。</translation>
    </message>
    <message>
        <source>A call that was reported on this PC could not be understood. Check the settings of the telephone program.</source>
        <translation>このPCで知らされた着信の内容を読み取れませんでした。電話ソフトの設定をご確認ください。</translation>
    </message>
    <message>
        <source>The file in which the telephone program writes who calls cannot be read: {path}. Its calls are not shown until it can be.</source>
        <translation>電話ソフトが着信を書き込むファイルを読めません: {path}。読めるようになるまで、このファイルの着信は表示されません。</translation>
    </message>
    <message>
        <source>The caller-ID box at {port} does not answer. Check its cable, and whether another program uses it. Its calls are not shown until it does.</source>
        <translation>{port} のナンバー・ディスプレイ用アダプターから応答がありません。ケーブルと、ほかのプログラムが使っていないかを確認してください。応答があるまで、このアダプターの着信は表示されません。</translation>
    </message>
    <message>
        <source>A caller-ID box is set, but this PC lacks the package pyserial. Ask whoever looks after the program to install it.</source>
        <translation>ナンバー・ディスプレイ用アダプターが設定されていますが、このパソコンには pyserial が入っていません。プログラムの管理者に導入を依頼してください。</translation>
    </message>
    <message>
        <source>CRM Desktop is not open on this PC. Open it, then try again.</source>
        <translation>このPCでは CRM Desktop が開かれていません。開いてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>CRM Desktop is open on this PC but does not answer. Close it and open it again.</source>
        <translation>このPCの CRM Desktop が応答していません。いったん閉じて、開き直してください。</translation>
    </message>
    <message>
        <source>{pattern} cannot be listed as unwanted: it is an emergency or service number, one of the office&apos;s own, or too few digits. Nothing was changed.</source>
        <translation>{pattern} は迷惑電話に登録できません。緊急・特番、自社の番号、または桁数が足りないためです。変更はしていません。</translation>
    </message>
    <message>
        <source>{pattern} is on the list of unwanted callers already.</source>
        <translation>{pattern} はすでに迷惑電話に登録されています。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” does not answer at {host}, port {port}. Check that it runs, the address and port in the settings, and the firewall.</source>
        <translation>電話交換機「{source}」が{host}のポート{port}で応答しません。稼働しているか、設定のアドレスとポート、ファイアウォールを確認してください。</translation>
    </message>
    <message>
        <source>The certificate of the telephone exchange “{source}” at {host} is not trusted: {problem}. Nothing was sent. Name the office&apos;s CA file in the settings (ca_file).</source>
        <translation>電話交換機「{source}」({host})の証明書が信頼されていません: {problem}。何も送信していません。社内の認証局のファイルを設定(ca_file)で指定してください。</translation>
    </message>
    <message>
        <source>What answers at {host}, port {port}, does not speak as the telephone exchange “{source}” should. Check its port in the settings, and whether it needs tls = true.</source>
        <translation>{host}のポート{port}の応答は、電話交換機「{source}」のものではありません。設定のポートと、tls = true が必要かどうかを確認してください。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” does not encrypt at {host}, port {port}. Nothing was sent. Turn TLS on there (Asterisk: manager.conf, http.conf), or name the port that has it.</source>
        <translation>電話交換機「{source}」は{host}のポート{port}で暗号化に対応していません。何も送信していません。交換機(Asteriskではmanager.conf、http.conf)でTLSを有効にするか、対応しているポートを指定してください。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” did not take the user “{user}” or its secret. Check both in its settings (Asterisk: manager.conf, ari.conf), and from which addresses it lets this user in.</source>
        <translation>電話交換機「{source}」がユーザー「{user}」またはそのパスワードを受け付けませんでした。交換機の設定(Asteriskではmanager.conf、ari.conf)で両方と、接続を許可するアドレスを確認してください。</translation>
    </message>
    <message>
        <source>There is no secret for the telephone exchange “{source}”. Set it in the environment ({variable}) or keep it in the keyring.</source>
        <translation>電話交換機「{source}」のパスワードがありません。環境変数({variable})に設定するか、キーリングに保存してください。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” lets “{user}” in but tells too little. Add {rights} to this user in its manager.conf.</source>
        <translation>電話交換機「{source}」に「{user}」で接続できましたが、必要な情報が届きません。交換機のmanager.confのこのユーザーに {rights} を追加してください。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” does not let “{user}” pause telephones, so its queues ring people who are away or in after-call work. Calls are shown as before. Add write=agent to this user in its manager.conf.</source>
        <translation>電話交換機「{source}」では、利用者「{user}」に内線を一時停止する権限がないため、離席中や後処理中の方もキューから呼び出されます。着信の表示には影響ありません。manager.conf のこの利用者に write=agent を加えてください。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” is too old (manager interface {version}). Asterisk 12 or newer is needed.</source>
        <translation>電話交換機「{source}」のバージョンが古すぎます(マネージャー接続 {version})。Asterisk 12以降が必要です。</translation>
    </message>
    <message>
        <source>The clock of the telephone exchange “{source}” differs by {seconds} s from that of this computer. Let both follow a time server.</source>
        <translation>電話交換機「{source}」とこのコンピューターの時計が{seconds}秒ずれています。両方を時刻サーバーに合わせてください。</translation>
    </message>
    <message>
        <source>The link to the telephone exchange “{source}” is lost. The program connects again by itself; calls going on are looked up then.</source>
        <translation>電話交換機「{source}」との接続が切れました。自動的に再接続し、そのとき通話中の電話を確認します。</translation>
    </message>
    <message>
        <source>The telephone exchange “{source}” does not tell of the calls of {extension} (SIP status {status}). Give it a hint there, and let the account subscribe to it (Event: dialog).</source>
        <translation>電話交換機「{source}」は内線{extension}の通話を知らせません(SIPの応答{status})。交換機でこの内線にヒントを設定し、アカウントに購読(Event: dialog)を許可してください。</translation>
    </message>
    <message>
        <source>No installed package brings the kind “{kind}” of the call source “{source}”. Install it where the gateway runs, or correct kind in the settings.</source>
        <translation>通話情報の取得元「{source}」の種類「{kind}」を提供するパッケージが入っていません。ゲートウェイのパソコンにインストールするか、設定のkindを直してください。</translation>
    </message>
    <message>
        <source>The call source “{source}” (kind “{kind}”, of another package) fails: {problem}. The other sources go on. Ask whoever made the package.</source>
        <translation>通話情報の取得元「{source}」(種類「{kind}」、他社のパッケージ)が動作しません:{problem}。ほかの取得元は動作を続けます。パッケージの作成者にお問い合わせください。</translation>
    </message>
    <message>
        <source>A value for the telephone exchange holds a line break ({field}). Nothing was sent. Check the settings.</source>
        <translation>電話交換機に送る値に改行が含まれています({field})。何も送信していません。設定を確認してください。</translation>
    </message>
    <message>
        <source>The telephone system “{source}” sent something that is not understood ({word}). Check its dialect and field names in the gateway&apos;s settings.</source>
        <translation>電話システム「{source}」から届いた内容を読み取れません ({word})。ゲートウェイの設定で、この送信元の方式と項目名を確かめてください。</translation>
    </message>
    <message>
        <source>{events} call events wait on the gateway&apos;s disk and come late. Nothing is lost; look whether the gateway reaches the database.</source>
        <translation>着信の記録 {events} 件がゲートウェイのディスクで待っており、表示が遅れます。失われたものはありません。ゲートウェイがデータベースにつながっているか確かめてください。</translation>
    </message>
    <message>
        <source>The clock of the gateway differs by {seconds} s from that of the database. Let both follow a time server.</source>
        <translation>ゲートウェイの時計がデータベースの時計と {seconds} 秒ずれています。両方を時刻サーバーに合わせてください。</translation>
    </message>
    <message>
        <source>The gateway at {gateway} does not say that it runs. Start it there (crm-desktop gateway), or look at its log.</source>
        <translation>{gateway} のゲートウェイから応答がありません。そのコンピューターで起動する (crm-desktop gateway) か、ログを確かめてください。</translation>
    </message>
    <message>
        <source>The gateway reports a problem of “{source}” that this program does not know ({kind}). Bring this program up to date.</source>
        <translation>ゲートウェイが「{source}」の問題を伝えていますが、このプログラムには分かりません ({kind})。このプログラムを新しくしてください。</translation>
    </message>
    <message>
        <source>The login “{login}” belongs to nobody who works here. Ask a supervisor.</source>
        <translation>ログイン「{login}」の担当者が登録されていません。SVにご相談ください。</translation>
    </message>
    <message>
        <source>This login does not see the whole record of what was done. Ask whoever looks after the database.</source>
        <translation>このログインでは操作の記録のすべてを読めません。データベースの管理者に確認してください。</translation>
    </message>
    <message>
        <source>Exporting customers needs the supervisor role and the export right. The attempt was recorded; ask an administrator.</source>
        <translation>顧客の書き出しには、スーパーバイザーと書き出しの両方の権限が必要です。この操作は記録されました。管理者に相談してください。</translation>
    </message>
    <message>
        <source>Give a reason for the export, in five characters or more. It is recorded.</source>
        <translation>書き出しの理由を5文字以上で入力してください。理由は記録されます。</translation>
    </message>
    <message>
        <source>There is a file {path.name} already. Choose another name.</source>
        <translation>{path.name} というファイルがすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The recording {path.name} cannot be read, or it is larger than 200 MB. Choose another one.</source>
        <translation>記録ファイル {path.name} は読み取れないか、200 MB を超えています。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>The file {path.name} does not come from an earlier check. Choose another one.</source>
        <translation>{path.name} は以前の検査で作られたファイルではありません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>The login “{login}” is taken already. Choose another one.</source>
        <translation>ログイン名「{login}」はすでに使われています。別の名前にしてください。</translation>
    </message>
    <message>
        <source>“{login}” cannot be a login. Type small letters a–z, digits and _, a letter first; names of the system are not free.</source>
        <translation>「{login}」はログイン名にできません。英小文字・数字・_（先頭は英字）で入力してください。システムの名前は使えません。</translation>
    </message>
    <message>
        <source>Extension {extension} belongs to {holder}. Choose another one.</source>
        <translation>内線{extension}は{holder}さんが使っています。別の内線にしてください。</translation>
    </message>
    <message>
        <source>“{extension}” is not an extension. Type up to ten digits, or nothing.</source>
        <translation>「{extension}」は内線番号ではありません。10桁までの数字を入力するか、空けておいてください。</translation>
    </message>
    <message>
        <source>Type the name.</source>
        <translation>氏名を入力してください。</translation>
    </message>
    <message>
        <source>Tick at least one role.</source>
        <translation>役割を1つ以上選んでください。</translation>
    </message>
    <message>
        <source>Nobody changes their own roles or locks themselves out. Ask another administrator.</source>
        <translation>ご自身の役割の変更や利用停止はできません。ほかの管理者にご依頼ください。</translation>
    </message>
    <message>
        <source>Nobody would be left to manage staff. Make somebody else an administrator first.</source>
        <translation>スタッフを管理できる人がいなくなります。先にほかの人を管理者にしてください。</translation>
    </message>
    <message>
        <source>This password is guessed too easily. Take ten characters or more, not your login and not one character over and over.</source>
        <translation>このパスワードは推測されやすいため使えません。10文字以上で、ログイン名そのものや同じ文字の繰り返しを避けてください。</translation>
    </message>
    <message>
        <source>This is not your present password. Type it once more.</source>
        <translation>現在のパスワードと違います。もう一度入力してください。</translation>
    </message>
    <message>
        <source>The reading is empty. Type it in kana.</source>
        <translation>フリガナが空です。カナで入力してください。</translation>
    </message>
    <message>
        <source>“{strangers}” is not kana. Type the reading in kana.</source>
        <translation>「{strangers}」はカナではありません。カナで入力してください。</translation>
    </message>
    <message>
        <source>Type a phone number.</source>
        <translation>電話番号を入力してください。</translation>
    </message>
    <message>
        <source>“{text}” says that there is no number. Leave the field empty.</source>
        <translation>「{text}」は番号がないという意味です。空欄にしてください。</translation>
    </message>
    <message>
        <source>There are letters in the number. Type digits and hyphens only.</source>
        <translation>番号に文字が入っています。数字とハイフンだけで入力してください。</translation>
    </message>
    <message>
        <source>These are two numbers. Type one in each field.</source>
        <translation>番号が二つあります。一つだけ入力してください。</translation>
    </message>
    <message>
        <source>The 0 at the front is missing. Type the number with it.</source>
        <translation>先頭の 0 がありません。0 から入力してください。</translation>
    </message>
    <message>
        <source>The area code is missing. Type the number with it, such as 03.</source>
        <translation>市外局番がありません。03 などの市外局番から入力してください。</translation>
    </message>
    <message>
        <source>Digits are missing. Check the number with the customer.</source>
        <translation>桁が足りません。お客様に番号をご確認ください。</translation>
    </message>
    <message>
        <source>There are too many digits. Check the number with the customer.</source>
        <translation>桁が多すぎます。お客様に番号をご確認ください。</translation>
    </message>
    <message>
        <source>There is no such number. Check it with the customer.</source>
        <translation>この番号は存在しません。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>A spreadsheet has rounded this number. Ask the customer for it.</source>
        <translation>表計算ソフトで丸められた番号です。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>Type a postal code of seven digits.</source>
        <translation>郵便番号を7桁で入力してください。</translation>
    </message>
    <message>
        <source>A postal code has seven digits and nothing else, such as 160-0023.</source>
        <translation>郵便番号は数字7桁です(例:160-0023)。</translation>
    </message>
    <message>
        <source>A 0 at the front seems to be missing. Type all seven digits.</source>
        <translation>先頭の 0 が抜けているようです。7桁すべて入力してください。</translation>
    </message>
    <message>
        <source>Digits are missing. A postal code has seven.</source>
        <translation>桁が足りません。郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>There are too many digits. A postal code has seven.</source>
        <translation>桁が多すぎます。郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>These are two postal codes. Type one.</source>
        <translation>郵便番号が二つあります。一つだけ入力してください。</translation>
    </message>
    <message>
        <source>Type the postal code only; the address has its own fields.</source>
        <translation>郵便番号だけを入力してください。住所は別の欄にあります。</translation>
    </message>
    <message>
        <source>Type a day.</source>
        <translation>日付を入力してください。</translation>
    </message>
    <message>
        <source>This is not a day. Type it as 1948/3/5 or 昭和23年3月5日.</source>
        <translation>日付として読み取れません。1948/3/5 や 昭和23年3月5日 のように入力してください。</translation>
    </message>
    <message>
        <source>Part of the day is missing. Type year, month and day.</source>
        <translation>日付が途中までです。年・月・日を入力してください。</translation>
    </message>
    <message>
        <source>This can be read as several days. Type it as 1948/3/5 or S23.3.5.</source>
        <translation>複数の日付に読めます。1948/3/5 や S23.3.5 のように入力してください。</translation>
    </message>
    <message>
        <source>The calendar has no such day. Check month and day.</source>
        <translation>この日付は暦にありません。月と日をご確認ください。</translation>
    </message>
    <message>
        <source>The era had not begun or was over on this day. Check the era and the year.</source>
        <translation>元号の期間外の日付です。元号と年をご確認ください。</translation>
    </message>
    <message>
        <source>The year cannot be right. Check it.</source>
        <translation>年が正しくないようです。ご確認ください。</translation>
    </message>
    <message>
        <source>Type an e-mail address.</source>
        <translation>メールアドレスを入力してください。</translation>
    </message>
    <message>
        <source>The @ is missing.</source>
        <translation>@ がありません。</translation>
    </message>
    <message>
        <source>These are two addresses. Type one.</source>
        <translation>アドレスが二つあります。一つだけ入力してください。</translation>
    </message>
    <message>
        <source>A dot stands where none may be. Check it with the customer.</source>
        <translation>「.」の位置が正しくありません。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>What stands behind the @ is not right. Check it with the customer.</source>
        <translation>@ の後ろが正しくありません。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>There is a character that no address has. Check it with the customer.</source>
        <translation>メールアドレスに使えない文字があります。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>The address is too long. Check it.</source>
        <translation>アドレスが長すぎます。ご確認ください。</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Check it with the customer.</source>
        <translation>メールアドレスではありません。お客様にご確認ください。</translation>
    </message>
    <message>
        <source>The line “{typed}” needs a number, as the phone system sends it, and a name.</source>
        <translation>回線「{typed}」には、電話システムが送ってくる番号と名前の両方が必要です。</translation>
    </message>
    <message>
        <source>The number {typed} is there for two lines.</source>
        <translation>番号 {typed} が2つの回線に入っています。</translation>
    </message>
    <message>
        <source>What is dialled before calls to the outside is up to four digits, or nothing.</source>
        <translation>外線発信の前に付ける番号は4桁までです。不要なら空のままにしてください。</translation>
    </message>
    <message>
        <source>The address that dials must begin with https:// or http:// and hold {{number}}.</source>
        <translation>発信用のURLは https:// または http:// で始まり、{{number}} を含む必要があります。</translation>
    </message>
    <message>
        <source>Emergency and service numbers are not dialled from the screen. Dial it at the telephone.</source>
        <translation>緊急番号・特番は画面からはかけられません。電話機でおかけください。</translation>
    </message>
    <message>
        <source>This is no whole telephone number, so nothing was dialled.</source>
        <translation>電話番号として読み取れないため、発信しませんでした。</translation>
    </message>
    <message>
        <source>This is a telephone of the office. Dial it at the telephone.</source>
        <translation>社内の内線番号です。電話機でおかけください。</translation>
    </message>
    <message>
        <source>No telephone belongs to this login, so none can be rung. Ask a supervisor to enter its extension.</source>
        <translation>このログインには電話機が登録されていないため、発信できません。管理者に内線番号の登録を依頼してください。</translation>
    </message>
    <message>
        <source>Nothing is set up here that dials. Dial it at the telephone, or ask whoever looks after the program.</source>
        <translation>発信の方法が設定されていません。電話機でおかけいただくか、システム担当者にご相談ください。</translation>
    </message>
    <message>
        <source>The telephone exchange did not take the call: the phone link does not answer. It will not be dialled later. Dial it at the telephone.</source>
        <translation>電話連携が応答しないため、発信できませんでした。あとから発信されることはありません。電話機でおかけください。</translation>
    </message>
    <message>
        <source>The telephone exchange does not let this program dial. Whoever looks after it adds write=originate to its user in manager.conf.</source>
        <translation>電話交換機がこのプログラムの発信を許可していません。担当者が manager.conf の該当ユーザーに write=originate を追加してください。</translation>
    </message>
    <message>
        <source>Your telephone rang and was not picked up, so nothing was dialled.</source>
        <translation>お手元の電話機が鳴りましたが、受話器が上がらなかったため発信しませんでした。</translation>
    </message>
    <message>
        <source>Your telephone is busy or refused the call, so nothing was dialled.</source>
        <translation>お手元の電話機が話し中か、着信を拒否したため発信しませんでした。</translation>
    </message>
    <message>
        <source>Your telephone could not be rung: it is not connected to the telephone exchange, or the call was refused there.</source>
        <translation>お手元の電話機を呼び出せませんでした。電話交換機につながっていないか、着信が拒否されました。</translation>
    </message>
    <message>
        <source>The link to the telephone exchange broke while dialling. Look at your telephone before you dial again.</source>
        <translation>発信中に電話交換機との接続が切れました。もう一度かける前に、電話機をご確認ください。</translation>
    </message>
    <message>
        <source>The telephone exchange refused to dial this number. Ask whoever looks after it to check dial_context, dial_channel and the outside prefix in the settings.</source>
        <translation>電話交換機がこの番号の発信を受け付けませんでした。担当者に設定の dial_context、dial_channel、外線発信番号の確認を依頼してください。</translation>
    </message>
    <message>
        <source>The address that is to dial (dial_url) must begin with https:// or http:// and hold {number}. Ask whoever looks after the program.</source>
        <translation>発信用のアドレス（dial_url）は https:// か http:// で始まり、{number} を含む必要があります。システム担当者にご相談ください。</translation>
    </message>
    <message>
        <source>The telephone system refused to dial this number. Dial it at the telephone.</source>
        <translation>電話システムがこの番号の発信を受け付けませんでした。電話機でおかけください。</translation>
    </message>
    <message>
        <source>The telephone system does not answer, so it is not sure whether it dials. Look at your telephone before you dial again.</source>
        <translation>電話システムが応答しないため、発信されたかどうか分かりません。もう一度かける前に、電話機をご確認ください。</translation>
    </message>
    <message>
        <source>This PC has no program that takes telephone links. Dial it at the telephone.</source>
        <translation>このPCには電話リンクを扱うプログラムがありません。電話機でおかけください。</translation>
    </message>
    <message>
        <source>“{name}” cannot be taken in. It is kept in quarantine. Scan the paper again.</source>
        <translation>「{name}」は取り込めませんでした。ファイルは隔離して保管しています。もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>“{name}” is empty. It is kept in quarantine. Scan the paper again.</source>
        <translation>「{name}」は中身が空です。ファイルは隔離して保管しています。もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>“{name}” is no JPEG, PNG, TIFF, WebP, HEIC or PDF, whatever it is called. It is kept in quarantine. Set the scanner to one of these.</source>
        <translation>「{name}」は、名前にかかわらず、JPEG・PNG・TIFF・WebP・HEIC・PDFのいずれでもありません。ファイルは隔離して保管しています。スキャナーの保存形式を確認してください。</translation>
    </message>
    <message>
        <source>“{name}” is a web page or a drawing made of text (HTML, SVG), not a scan. It is kept in quarantine and was not opened. Ask where it came from.</source>
        <translation>「{name}」はスキャン画像ではなく、ウェブページまたは文字でできた図(HTML・SVG)です。開かずに隔離して保管しています。どこから届いたか確認してください。</translation>
    </message>
    <message>
        <source>The end of “{name}” is missing. It is kept in quarantine. Scan the paper again.</source>
        <translation>「{name}」は途中で切れています。ファイルは隔離して保管しています。もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>“{name}” is damaged and cannot be read. It is kept in quarantine. Scan the paper again.</source>
        <translation>「{name}」は壊れていて読み取れません。ファイルは隔離して保管しています。もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>“{name}” is a PDF with a password. It is kept in quarantine. Save it without one and hand it in again.</source>
        <translation>「{name}」はパスワード付きのPDFです。ファイルは隔離して保管しています。パスワードなしで保存し直してから、もう一度入れてください。</translation>
    </message>
    <message>
        <source>“{name}” is a moving picture, not a scan. It is kept in quarantine. Hand in a still one.</source>
        <translation>「{name}」はスキャン画像ではなく動く画像です。ファイルは隔離して保管しています。静止画にしてから、もう一度入れてください。</translation>
    </message>
    <message>
        <source>“{name}” has {megabytes} MB; {limit_megabytes} MB at most are taken. Scan it at 300 dpi, or in parts.</source>
        <translation>「{name}」は{megabytes} MBあります。取り込めるのは{limit_megabytes} MBまでです。300 dpiでスキャンするか、分けてスキャンしてください。</translation>
    </message>
    <message>
        <source>“{name}” has more than {limit} pages, which are not taken at once. It is kept in quarantine. Hand it in as several files.</source>
        <translation>「{name}」は{limit}ページを超えているため、一度に取り込めません。ファイルは隔離して保管しています。いくつかのファイルに分けて入れてください。</translation>
    </message>
    <message>
        <source>A page of “{name}” has too many pixels. It is kept in quarantine. Scan it at 300 dpi.</source>
        <translation>「{name}」のページは画素数が多すぎます。ファイルは隔離して保管しています。300 dpiでスキャンしてください。</translation>
    </message>
    <message>
        <source>A page of “{name}” is {width_px} × {height_px} pixels, which is no paper. It is kept in quarantine. Check the scanner&apos;s paper size.</source>
        <translation>「{name}」のページは{width_px} × {height_px}画素で、紙の形ではありません。ファイルは隔離して保管しています。スキャナーの用紙サイズを確認してください。</translation>
    </message>
    <message>
        <source>A paper was read back differently from how it was stored, so it is not stored. Keep the file and tell whoever looks after the database.</source>
        <translation>保存した書類を読み返したところ、内容が一致しませんでした。書類は保存されていません。ファイルを残したまま、データベースの担当者に連絡してください。</translation>
    </message>
    <message>
        <source>The original of this paper is not where it was kept. Its smaller picture is still here. Tell whoever looks after the database.</source>
        <translation>この書類の原本が保管場所にありません。縮小画像は表示できます。データベースの担当者に連絡してください。</translation>
    </message>
    <message>
        <source>The place where originals are kept does not answer: {place}. Nothing is lost, and the smaller pictures are still here. Try again later.</source>
        <translation>原本の保管場所が応答しません:{place}。失われたものはなく、縮小画像は表示できます。しばらくしてからもう一度お試しください。</translation>
    </message>
    <message>
        <source>There is no room left where originals are kept: {place}. Nothing is lost. Make room, then start again.</source>
        <translation>原本の保管場所に空きがありません:{place}。失われたものはありません。空きを作ってから、もう一度始めてください。</translation>
    </message>
    <message>
        <source>Originals are being moved already. Wait until that is done.</source>
        <translation>原本はすでに移動中です。終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>The address of the place for originals cannot be used: {problem}. Check the settings.</source>
        <translation>原本の保管場所のアドレスが使えません({problem})。設定を確認してください。</translation>
    </message>
    <message>
        <source>That letter was answered already, so it stays a letter of its own. Nothing was changed.</source>
        <translation>その手紙は返信済みのため、ほかの手紙にまとめられません。何も変更していません。</translation>
    </message>
    <message>
        <source>Those letters belong to different customers, so they stay apart. Nothing was changed.</source>
        <translation>別々のお客様の手紙のため、まとめられません。何も変更していません。</translation>
    </message>
    <message>
        <source>There is no page to part there. Nothing was changed.</source>
        <translation>そこには分けられるページがありません。何も変更していません。</translation>
    </message>
    <message>
        <source>More than {hourly_limit} letters were looked up within an hour. Search for the customer by name, or wait a little.</source>
        <translation>1時間に{hourly_limit}通を超えて差出人を照会しました。お名前で検索するか、少しお待ちください。</translation>
    </message>
    <message>
        <source>The folder of scans “{source}” cannot be looked into: {folder}. Check that the share is connected; what lies there is taken as soon as it is back.</source>
        <translation>スキャンのフォルダー「{source}」を開けません：{folder}。共有フォルダーの接続を確かめてください。つながりしだい、中のファイルを取り込みます。</translation>
    </message>
    <message>
        <source>The scan “{name}” cannot be read, so it stays in its folder: {problem}.</source>
        <translation>スキャン「{name}」を読めないため、フォルダーに残しました：{problem}。</translation>
    </message>
    <message>
        <source>The scan “{name}” has {megabytes} MB; {limit} MB are the most. It stays in its folder. Scan it again with 300 dpi, or in parts.</source>
        <translation>スキャン「{name}」は {megabytes} MB あります（上限 {limit} MB）。フォルダーに残しました。300 dpi にするか、分けてスキャンし直してください。</translation>
    </message>
    <message>
        <source>The scan “{name}” is not complete yet, so it stays in its folder. If nobody writes it any more, scan the paper again.</source>
        <translation>スキャン「{name}」はまだ書き込みの途中のため、フォルダーに残しました。もう書き込まれないなら、紙をスキャンし直してください。</translation>
    </message>
    <message>
        <source>The scan “{name}” is stored, but cannot be taken out of its folder: {problem}. It is not taken again; delete it by hand.</source>
        <translation>スキャン「{name}」は保存しましたが、フォルダーから取り除けません：{problem}。二度取り込むことはありません。手で削除してください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” cannot be found. Check that it is switched on and plugged in, then scan again.</source>
        <translation>スキャナー「{source}」が見つかりません。電源とケーブルを確かめて、もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” is busy. Wait until it has finished, then scan again.</source>
        <translation>スキャナー「{source}」は使用中です。終わるのを待って、もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” may not be used from here: {problem}. Ask whoever looks after it.</source>
        <translation>ここからはスキャナー「{source}」を使えません：{problem}。担当者に相談してください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” has said nothing for {seconds} seconds. Switch it off and on, then scan what is missing again.</source>
        <translation>スキャナー「{source}」から {seconds} 秒間応答がありません。電源を入れ直し、足りない分をスキャンし直してください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” broke off: {problem}. The pages before are stored; scan the others again.</source>
        <translation>スキャナー「{source}」が途中で止まりました：{problem}。それまでのページは保存しました。残りをスキャンし直してください。</translation>
    </message>
    <message>
        <source>The scanner “{source}” does not offer “{wanted}” ({setting}). It offers: {offered}. Ask whoever looks after the settings.</source>
        <translation>スキャナー「{source}」では「{wanted}」（{setting}）を選べません。選べるもの：{offered}。設定の担当者に相談してください。</translation>
    </message>
    <message>
        <source>What answers as the scanner “{source}” cannot be understood: {problem}. Check its address in the settings.</source>
        <translation>スキャナー「{source}」の応答を理解できません：{problem}。設定のアドレスを確かめてください。</translation>
    </message>
    <message>
        <source>The cover of the scanner “{source}” is open. Close it, then scan again.</source>
        <translation>スキャナー「{source}」のカバーが開いています。閉じて、もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner “{source}”. The pages before are stored; take the paper out and scan the others again.</source>
        <translation>スキャナー「{source}」で紙が詰まりました。それまでのページは保存しました。紙を取り除き、残りをスキャンし直してください。</translation>
    </message>
    <message>
        <source>There is no paper in the scanner “{source}”. Put it in, then scan again.</source>
        <translation>スキャナー「{source}」に紙がありません。紙を入れて、もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>“{program}”, which is to scan for “{source}”, is not installed on this PC. Ask whoever looks after it.</source>
        <translation>「{source}」のスキャンに使う「{program}」がこのPCに入っていません。担当者に相談してください。</translation>
    </message>
    <message>
        <source>Reading of letters is not installed on the computer that should do it. The pages are kept and stay unread.</source>
        <translation>お手紙を読み取るコンピューターに、読み取り機能が入っていません。ページは保管され、未読み取りのまま残ります。</translation>
    </message>
    <message>
        <source>A page could not be read within {limit_s:.0f} seconds. It is kept; type its text by hand.</source>
        <translation>ページを{limit_s:.0f}秒以内に読み取れませんでした。ページは保管されています。文字は手で入力してください。</translation>
    </message>
    <message>
        <source>The program that reads pages stopped, mostly for want of memory. The page is kept and will be tried again.</source>
        <translation>ページを読み取るプログラムが止まりました。多くはメモリー不足が原因です。ページは保管されており、あとでもう一度読み取ります。</translation>
    </message>
    <message>
        <source>A page cannot be shown, so it was not read. The original is kept; scan the paper again.</source>
        <translation>ページを表示できないため、読み取れませんでした。原本は保管されています。もう一度スキャンしてください。</translation>
    </message>
    <message>
        <source>Another one has the code “{code}” already. Choose a different code.</source>
        <translation>コード「{code}」は既に使われています。別のコードにしてください。</translation>
    </message>
    <message>
        <source>No mailing has the code “{code}”. Check it in the list of mailings.</source>
        <translation>コード「{code}」のDMはありません。DMの一覧で確かめてください。</translation>
    </message>
    <message>
        <source>No product has the code “{code}”. Write it as the shop does.</source>
        <translation>コード「{code}」の商品はありません。お店の商品コードどおりに入力してください。</translation>
    </message>
    <message>
        <source>The rule ends before it begins. Check its days.</source>
        <translation>ルールの終了日が開始日より前です。日付を確かめてください。</translation>
    </message>
    <message>
        <source>“{name}” lies outside the folder of the list, so it was not read.</source>
        <translation>「{name}」はリストのフォルダーの外にあるため、読み込みませんでした。</translation>
    </message>
    <message>
        <source>“{name}” is not there, cannot be read or is too large. Check the file.</source>
        <translation>「{name}」がないか、読めないか、大きすぎます。ファイルを確かめてください。</translation>
    </message>
    <message>
        <source>“{name}” cannot be taken: it is damaged, has a password, or is no JPEG, PNG, TIFF, WebP, HEIC or PDF. Nothing was saved.</source>
        <translation>「{name}」は使えません。壊れているか、パスワード付きか、JPEG・PNG・TIFF・WebP・HEIC・PDFではありません。何も保存していません。</translation>
    </message>
    <message>
        <source>Choose the enclosure that the rule is about.</source>
        <translation>ルールの対象となる同梱物を選んでください。</translation>
    </message>
    <message>
        <source>“{text}” is no number of an order. Write 1 for the first, 2 for the second …</source>
        <translation>「{text}」は注文回数ではありません。初回は1、2回目は2…と入力してください。</translation>
    </message>
    <message>
        <source>The code is missing: lists name the paper by it.</source>
        <translation>コードがありません。リストではこのコードで指定します。</translation>
    </message>
    <message>
        <source>The title is missing. Write what customers call the paper.</source>
        <translation>タイトルがありません。お客様が呼ぶ名前を入力してください。</translation>
    </message>
    <message>
        <source>The period ends before it begins. Check the days.</source>
        <translation>期間の終了日が開始日より前です。日付を確かめてください。</translation>
    </message>
    <message>
        <source>A text is too long: 200 characters for code, title and offer, 10,000 for conditions.</source>
        <translation>文が長すぎます。コード・タイトル・特典は200文字、適用条件は10,000文字までです。</translation>
    </message>
    <message>
        <source>Not all addresses could be located. Those that were are kept; locate again to go on.</source>
        <translation>一部の住所の位置を調べられませんでした。調べ終えた分は保存されています。もう一度実行すると続きから始まります。</translation>
    </message>
    <message>
        <source>The file {path.name} is no whole file of places. Nothing of it was taken in; the places that were there stay.</source>
        <translation>{path.name} は、場所のファイルとして最後まで読めません。何も取り込まず、これまでの場所はそのまま残っています。</translation>
    </message>
    <message>
        <source>The file of towns {name} cannot be read. Nothing of it was taken in, and homes cannot be found by it. Take it in anew.</source>
        <translation>町名の位置ファイル {name} を読み込めません。取り込みは行われず、住所の位置は検索できません。もう一度取り込んでください。</translation>
    </message>
    <message>
        <source>The outlines of Japan that belong to the program are missing. Install it anew; until then the offline map shows names only.</source>
        <translation>プログラム付属の日本の輪郭データが見つかりません。再インストールしてください。それまでオフライン地図には地名だけが表示されます。</translation>
    </message>
    <message>
        <source>The file {path.name} holds no place to pay. The places that were there stay.</source>
        <translation>{path.name} には、お支払いできる場所がありません。これまでの場所はそのまま残っています。</translation>
    </message>
    <message>
        <source>This is no point on the map. Nothing was changed.</source>
        <translation>地図上の点ではありません。変更はしていません。</translation>
    </message>
    <message>
        <source>0, 0 lies in the sea off Africa: latitude and longitude are missing. Nothing was changed.</source>
        <translation>緯度・経度が 0, 0（アフリカ沖の海）になっています。値が抜けているようです。変更はしていません。</translation>
    </message>
    <message>
        <source>Latitude and longitude look swapped: latitude is first. Nothing was changed.</source>
        <translation>緯度と経度が逆のようです。緯度が先です。変更はしていません。</translation>
    </message>
    <message>
        <source>This point is not in Japan. Nothing was changed.</source>
        <translation>日本国内の地点ではありません。変更はしていません。</translation>
    </message>
    <message>
        <source>The address of the map pictures cannot be used: it begins with https:// and has {z}, {x} and {y}. Nothing was saved.</source>
        <translation>地図画像のアドレスが使えません。https:// で始まり、{z}、{x}、{y} を含むものを入れてください。保存はしていません。</translation>
    </message>
    <message>
        <source>The address of the route planner cannot be used: it begins with https:// and has {latitude} and {longitude}, or {address}. Nothing was saved.</source>
        <translation>経路案内のアドレスが使えません。https:// で始まり、{latitude} と {longitude}、または {address} を含むものを入れてください。保存はしていません。</translation>
    </message>
    <message>
        <source>The address of the search for addresses cannot be used: it begins with https:// and has {address}. Nothing was saved.</source>
        <translation>住所検索のアドレスが使えません。https:// で始まり、{address} を含むものを入れてください。保存はしていません。</translation>
    </message>
    <message>
        <source>The search for addresses on the internet does not answer. Nothing was changed.</source>
        <translation>インターネットの住所検索から応答がありません。何も変更していません。</translation>
    </message>
    <message>
        <source>This PC does not trust the search for addresses, so nothing was asked of it. Nothing was changed.</source>
        <translation>このPCは住所検索のサーバーを信頼できないため、問い合わせていません。何も変更していません。</translation>
    </message>
    <message>
        <source>The search for addresses on the internet refuses to answer. Nothing was changed.</source>
        <translation>インターネットの住所検索に断られました。何も変更していません。</translation>
    </message>
    <message>
        <source>The search for addresses on the internet has a fault. Nothing was changed.</source>
        <translation>インターネットの住所検索に障害が起きています。何も変更していません。</translation>
    </message>
    <message>
        <source>The search for addresses sends on to another server, which is not asked. Nothing was changed.</source>
        <translation>住所検索が別のサーバーへ転送しようとしたため、問い合わせていません。何も変更していません。</translation>
    </message>
    <message>
        <source>The search for addresses sends an answer that is too large. Nothing was changed.</source>
        <translation>住所検索の応答が大きすぎます。何も変更していません。</translation>
    </message>
    <message>
        <source>The search for addresses sends something else than a place. Nothing was changed. Whoever looks after the program checks the address in the settings of the map.</source>
        <translation>住所検索の応答が場所の情報ではありません。何も変更していません。管理担当者に、地図の設定のアドレスを確かめてもらってください。</translation>
    </message>
    <message>
        <source>The map&apos;s server does not answer. The offline map is shown.</source>
        <translation>地図のサーバーから返事がありません。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>This PC does not trust the map&apos;s server, so nothing was asked of it. The offline map is shown.</source>
        <translation>地図のサーバーの証明書を確認できないため、問い合わせていません。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server refuses to answer. The offline map is shown.</source>
        <translation>地図のサーバーに断られました。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server has a fault. The offline map is shown.</source>
        <translation>地図のサーバーに障害があります。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server sends on to another one, which is not asked. The offline map is shown.</source>
        <translation>地図のサーバーが別のサーバーへ転送しようとしたため、問い合わせていません。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server sends something else than pictures of a map. The offline map is shown.</source>
        <translation>地図のサーバーから地図画像以外のものが届きました。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server sends pictures that are too large. The offline map is shown.</source>
        <translation>地図のサーバーから届いた画像が大きすぎます。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The map&apos;s server did not answer several times; it is asked again in a while. The offline map is shown.</source>
        <translation>地図のサーバーから続けて返事がないため、しばらくしてから問い合わせ直します。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The office&apos;s map file cannot be opened from this PC. The offline map is shown.</source>
        <translation>このPCから会社の地図ファイルを開けません。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The office&apos;s map file is damaged or not an MBTiles file. The offline map is shown.</source>
        <translation>会社の地図ファイルが壊れているか、MBTiles ファイルではありません。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>The office&apos;s map file holds vector tiles (pbf), which cannot be drawn here; one with pictures (png, jpg, webp) can. The offline map is shown.</source>
        <translation>会社の地図ファイルはベクトルタイル（pbf）のため表示できません。画像（png・jpg・webp）のファイルをお使いください。オフライン地図を表示しています。</translation>
    </message>
    <message>
        <source>Your colleague has closed the card already, so nobody would read the word. It was not sent.</source>
        <translation>担当者の画面はすでに閉じられているため、送信しませんでした。</translation>
    </message>
    <message>
        <source>Your request for help has ended meanwhile, so nobody would read the word. Ask again; what you typed is kept.</source>
        <translation>応援の依頼はすでに終わっているため、この言葉はだれにも届きません。もう一度依頼してください。入力した内容は残っています。</translation>
    </message>
    <message>
        <source>Nobody would get a customer. Choose at least one person with a share above 0.</source>
        <translation>お客様を受け取る人がいません。割合が0より大きい担当者を1人以上選んでください。</translation>
    </message>
    <message>
        <source>Somebody who was to get customers has left in the meantime, so nobody was moved. Choose who is to get them and look at the preview again.</source>
        <translation>受け取る予定の担当者が退職などで使えなくなったため、誰も移していません。受け取る担当者を選び直し、もう一度プレビューを確認してください。</translation>
    </message>
    <message>
        <source>Somebody else has moved {changed} of these customers since the preview, so nobody was moved yet. Look at who they are; then move the others, or make a new preview.</source>
        <translation>プレビューのあとに、ほかの人がこのうち{changed}人を移しました。まだ誰も移していません。該当のお客様を確認し、残りの人だけを移すか、プレビューを作り直してください。</translation>
    </message>
    <message>
        <source>No customer is left to be moved: all of them are where they should go already.</source>
        <translation>移すお客様がいません。全員すでに移動先の担当になっています。</translation>
    </message>
    <message>
        <source>This move is done or taken back already. The list has been read again.</source>
        <translation>この担当変更はすでに実行または取り消し済みです。一覧を読み直しました。</translation>
    </message>
    <message>
        <source>A move is taken back within 24 hours. Move the customers back by choosing them again.</source>
        <translation>担当変更を取り消せるのは24時間以内です。お客様を選び直して元に戻してください。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>中止しました。何も変わっていません。</translation>
    </message>
    <message>
        <source>A colleague saved a filter as “{name}”. It stays; choose another name for yours.</source>
        <translation>「{name}」はほかの人が保存した条件です。そのまま残しますので、別の名前を付けてください。</translation>
    </message>
    <message>
        <source>No customer with the code “{code}” is among those who are to be moved.</source>
        <translation>顧客番号「{code}」のお客様は、今回の対象にいません。</translation>
    </message>
    <message>
        <source>“{text}” is no whole number from 0 up. Leave it empty for any.</source>
        <translation>「{text}」は0以上の整数ではありません。指定しないときは空欄にしてください。</translation>
    </message>
    <message>
        <source>“{text}” is no share. 1 is usual, 2 is twice as much, 0 is nobody.</source>
        <translation>「{text}」は割合ではありません。通常は1、2倍なら2、割り振らないなら0です。</translation>
    </message>
    <message>
        <source>Choose a day after today.</source>
        <translation>明日以降の日付を入れてください。</translation>
    </message>
    <message>
        <source>{who} has taken this task and is at work on it. Choose another one.</source>
        <translation>このタスクは{who}が対応中です。ほかのタスクを選んでください。</translation>
    </message>
    <message>
        <source>This task is done already. The list is read again.</source>
        <translation>このタスクはすでに完了しています。一覧を読み直します。</translation>
    </message>
    <message>
        <source>Whoever was to get the task has left. Choose somebody else; it stays as it was.</source>
        <translation>選んだ担当者はすでに退職しています。別の担当者を選んでください。タスクは元のままです。</translation>
    </message>
    <message>
        <source>This note does not wait for approval any more. The list is read again.</source>
        <translation>この応対メモはもう承認待ちではありません。一覧を読み直します。</translation>
    </message>
    <message>
        <source>The note was changed after you read it. Read it again, then decide.</source>
        <translation>お読みになった後で応対メモが変更されました。もう一度読んでから決めてください。</translation>
    </message>
    <message>
        <source>Say in a word what is missing in the note.</source>
        <translation>メモに足りない点をひとこと入力してください。</translation>
    </message>
    <message>
        <source>“{text}” is no time of the day. Type 14:30, or leave it empty.</source>
        <translation>「{text}」は時刻として読めません。14:30のように入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty. Choose a new one for the backup; nothing was changed.</source>
        <translation>フォルダー {folder} は空ではありません。バックアップには新しいフォルダーを選んでください。何も変更していません。</translation>
    </message>
    <message>
        <source>The backup could not be written into {folder} ({reason}). Choose a folder that may be written.</source>
        <translation>{folder} にバックアップを書き込めませんでした({reason})。書き込めるフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The disk of {folder} is full, so there is no backup. Make room or choose another disk; what was written of it has been removed.</source>
        <translation>{folder} のディスクがいっぱいのため、バックアップはできていません。空きを作るか、別のディスクを選んでください。途中まで書いたものは消しました。</translation>
    </message>
    <message>
        <source>This database is being backed up or restored already. Wait until it is done.</source>
        <translation>このデータベースはバックアップまたは復元の最中です。終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>The backup was not proved: that takes {needed_gb:.1f} GB on the disk of the database, which has {free_gb:.1f} GB. Make room there.</source>
        <translation>バックアップの確認はしていません。データベースのディスクに {needed_gb:.1f} GB 必要ですが、空きは {free_gb:.1f} GB です。空きを作ってください。</translation>
    </message>
    <message>
        <source>A backup of this server needs pg_dump {needed} or newer; here is: {found}. Install the PostgreSQL programs, or name their folder in the settings ([backup] programs).</source>
        <translation>このサーバーのバックアップには pg_dump {needed} 以降が必要です。このPCにあるもの: {found}。PostgreSQL のプログラムを入れるか、設定([backup] programs)にフォルダーを書いてください。</translation>
    </message>
    <message>
        <source>{program} could not do its work: {reason}. Nothing was changed.</source>
        <translation>{program} が最後まで動きませんでした: {reason}。何も変更していません。</translation>
    </message>
    <message>
        <source>{folder} is no whole backup: {reason}. Take another one.</source>
        <translation>{folder} は完全なバックアップではありません: {reason}。別のバックアップをお使いください。</translation>
    </message>
    <message>
        <source>What was restored is not what was backed up ({tables}). Do not rely on this backup; make a new one and check the disks.</source>
        <translation>復元したものがバックアップの内容と違います({tables})。このバックアップには頼らず、新しく取り直してディスクを調べてください。</translation>
    </message>
    <message>
        <source>The backup is of PostgreSQL {made_by}, this server is {server}. Restore it on a server that is as new.</source>
        <translation>バックアップは PostgreSQL {made_by} のもので、このサーバーは {server} です。同じかそれより新しいサーバーに復元してください。</translation>
    </message>
    <message>
        <source>The database {name} holds data; nothing was changed. To put the backup in its place, say --replace: the one there now is kept under another name.</source>
        <translation>データベース {name} にはデータがあります。何も変更していません。バックアップで置き換えるには --replace を付けてください。いまのものは別の名前で残ります。</translation>
    </message>
    <message>
        <source>{programs} connections use the database {name}; nothing was changed. Close the desks and programs that work on it, then try again.</source>
        <translation>データベース {name} に {programs} 件の接続があります。何も変更していません。デスクやプログラムを閉じてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The backup holds {count} originals that were kept outside the database. Say where they are to go: --originals database, or --originals with an address.</source>
        <translation>バックアップには、データベースの外に置かれていた原本が {count} 件あります。置き場所を --originals database または --originals とアドレスで指定してください。</translation>
    </message>
    <message>
        <source>The last good backup is {days} days old. Nothing is lost; see why with Ctrl+Shift+D.</source>
        <translation>最後に成功したバックアップは {days} 日前です。失われたものはありません。理由は Ctrl+Shift+D で確認できます。</translation>
    </message>
    <message>
        <source>There is no good backup yet. Nothing is lost; see why with Ctrl+Shift+D.</source>
        <translation>成功したバックアップがまだありません。失われたものはありません。理由は Ctrl+Shift+D で確認できます。</translation>
    </message>
    <message>
        <source>Nothing is ordered yet. Add a product.</source>
        <translation>まだ商品がありません。商品を入れてください。</translation>
    </message>
    <message>
        <source>An order has 50 lines at most. Make a second one of the rest.</source>
        <translation>1件の受注は50行までです。残りは別の受注にしてください。</translation>
    </message>
    <message>
        <source>Line {line} names no product.</source>
        <translation>{line}行目に商品がありません。</translation>
    </message>
    <message>
        <source>The quantity in line {line} cannot be right: 1 to 999 pieces.</source>
        <translation>{line}行目の数量をご確認ください（1～999個）。</translation>
    </message>
    <message>
        <source>The price in line {line} cannot be right: 0 to 9,999,999 yen.</source>
        <translation>{line}行目の単価をご確認ください（0～9,999,999円）。</translation>
    </message>
    <message>
        <source>The shipping fee cannot be right: 0 to 9,999,999 yen.</source>
        <translation>送料をご確認ください（0～9,999,999円）。</translation>
    </message>
    <message>
        <source>More than the order costs, or less than nothing. Check it.</source>
        <translation>値引きが合計を超えているか、マイナスです。ご確認ください。</translation>
    </message>
    <message>
        <source>The order comes to more than 9,999,999 yen. Check quantities and prices.</source>
        <translation>合計が9,999,999円を超えています。数量と単価をご確認ください。</translation>
    </message>
    <message>
        <source>The order costs something, so it cannot be free. Choose how it is paid.</source>
        <translation>金額があるため無料にはできません。お支払い方法をお選びください。</translation>
    </message>
    <message>
        <source>What you type is kept only while the program is open: this PC has no safe place for the key of drafts. Save before you close the program.</source>
        <translation>入力中の内容は、プログラムを開いている間だけ保管されます。このPCには下書きの鍵を安全に置く場所がありません。閉じる前に保存してください。</translation>
    </message>
    <message>
        <source>The disk of this PC takes no drafts. What you type is kept while the program is open; save it, and make room on the disk.</source>
        <translation>このPCのディスクに下書きを書き込めません。入力中の内容はプログラムを開いている間は残ります。保存してから、ディスクの空きを作ってください。</translation>
    </message>
    <message>
        <source>Drafts that cannot be read any more: {number}. They were put aside; all others are here. The files are kept for a week in {folder}.</source>
        <translation>読み取れない下書きが {number} 件あり、別に取り分けました。ほかの下書きは残っています。ファイルは1週間 {folder} に置かれます。</translation>
    </message>
    <message>
        <source>The computer {computer} has had this database open since {since}, so it is not opened here: two at once would destroy it. Close CRM Desktop there. If that computer is off for good, “crm-desktop db take-over” frees the database.</source>
        <translation>このデータベースはパソコン「{computer}」が{since}から開いています。二台で同時に開くと壊れるため、ここでは開きません。そちらの CRM Desktop を終了してください。そのパソコンをもう使わない場合は「crm-desktop db take-over」で開けるようになります。</translation>
    </message>
    <message>
        <source>Somebody started another PostgreSQL on this database at {since} on {computer}. Stop it, then start the program anew. Nothing was changed.</source>
        <translation>{since}に「{computer}」で、このデータベースに対して別の PostgreSQL が手動で起動されています。それを停止してから、もう一度プログラムを起動してください。何も変更していません。</translation>
    </message>
    <message>
        <source>The database in {folder} belongs to another account of this PC. Sign in to the PC with that account, or choose another folder in the settings.</source>
        <translation>{folder} のデータベースは、このパソコンの別のアカウントのものです。そのアカウントでパソコンにサインインするか、設定で別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The computer {computer} is at work on this database, since {since}. Close CRM Desktop there, then try again in a minute.</source>
        <translation>パソコン「{computer}」が{since}からこのデータベースを使用しています。そちらの CRM Desktop を終了し、1分ほど待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>The data on this PC were made by PostgreSQL {version}, whose programs are needed once to bring them over and are not found. Install PostgreSQL {version}, or name their folder: crm-desktop db upgrade --old-programs FOLDER. Nothing was changed.</source>
        <translation>このパソコンのデータは PostgreSQL {version} で作られたものです。移すために一度だけ PostgreSQL {version} のプログラムが必要ですが、見つかりません。PostgreSQL {version} をインストールするか、フォルダーを指定してください（crm-desktop db upgrade --old-programs フォルダー）。何も変更していません。</translation>
    </message>
    <message>
        <source>The new database needs {needed_mb} MB in {folder}, and {free_mb} MB are free. Make room, then start the program anew. Nothing was changed.</source>
        <translation>新しいデータベースには {folder} に {needed_mb} MB 必要ですが、空きは {free_mb} MB です。空きを作ってから、もう一度プログラムを起動してください。何も変更していません。</translation>
    </message>
    <message>
        <source>Not all of {table} came over to the new database, so the old one stays as it is, whole. Start the program anew; if it happens again, ask whoever looks after the program.</source>
        <translation>「{table}」のすべてを新しいデータベースに移せなかったため、元のデータベースをそのまま残しました。失われたものはありません。もう一度プログラムを起動してください。再び起きる場合は、管理担当者にご連絡ください。</translation>
    </message>
    <message>
        <source>An older CRM Desktop is open on this PC. Close it, so that the data can be brought over to the new database. Nothing was changed.</source>
        <translation>古い CRM Desktop がこのパソコンで開いています。データを新しいデータベースに移すため、閉じてください。何も変更していません。</translation>
    </message>
    <message>
        <source>There are two databases on this PC, and both were worked on: {old} and, brought over from it earlier, {new}. Nothing was changed. Ask whoever looks after the program to decide which one holds; the other one&apos;s folder is to be moved away.</source>
        <translation>このパソコンにはデータベースが二つあり、両方が使われています。{old} と、以前そこから移した {new} です。何も変更していません。どちらを残すか管理担当者に判断を依頼し、もう一方のフォルダーを別の場所へ移してください。</translation>
    </message>
</context>
<context>
    <name>floor</name>
    <message>
        <source>Waiting</source>
        <translation>待ち呼</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>折り返し待ち</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>受付可</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>着信</translation>
    </message>
    <message>
        <source>Answer rate</source>
        <translation>応答率</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>サービスレベル</translation>
    </message>
    <message>
        <source>Abandon rate</source>
        <translation>放棄率</translation>
    </message>
    <message>
        <source>Mean wait</source>
        <translation>平均応答待ち</translation>
    </message>
    <message>
        <source>Mean talk</source>
        <translation>平均通話</translation>
    </message>
    <message>
        <source>Mean ACW</source>
        <translation>平均後処理</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>発信</translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation>最長 %1</translation>
    </message>
    <message>
        <source>in %1 hours</source>
        <translation>%1時間以内</translation>
    </message>
    <message>
        <source>of %1 at work</source>
        <translation>稼働 %1名中</translation>
    </message>
    <message>
        <source>missed %1</source>
        <translation>不応答 %1</translation>
    </message>
    <message>
        <source>answered %1</source>
        <translation>応答 %1</translation>
    </message>
    <message>
        <source>within %1 s</source>
        <translation>%1秒以内</translation>
    </message>
    <message>
        <source>given up %1</source>
        <translation>放棄 %1</translation>
    </message>
    <message>
        <source>handled %1</source>
        <translation>処理 %1</translation>
    </message>
    <message>
        <source>AHT %1</source>
        <translation>AHT %1</translation>
    </message>
    <message>
        <source>reached %1</source>
        <translation>つながった %1</translation>
    </message>
    <message>
        <source>Calls from outside that nobody has answered yet.</source>
        <translation>まだ誰も応答していない外線の着信の件数。</translation>
    </message>
    <message>
        <source>Callers missed in the last 24 hours with whom nobody has spoken since, and whom nobody has settled.</source>
        <translation>直近24時間に出られなかった方のうち、その後お話しできておらず、対応済みにもなっていない人数。</translation>
    </message>
    <message>
        <source>People who are ready and in no call, of those who are signed in.</source>
        <translation>ログイン中の担当者のうち、受付可で通話していない人数。</translation>
    </message>
    <message>
        <source>Calls from outside that began today and are answered or over.</source>
        <translation>今日始まった外線の着信のうち、応答したか終わったものの件数。</translation>
    </message>
    <message>
        <source>Answered calls ÷ incoming calls.</source>
        <translation>応答件数 ÷ 着信件数</translation>
    </message>
    <message>
        <source>Calls answered within %1 seconds ÷ incoming calls.</source>
        <translation>%1秒以内の応答件数 ÷ 着信件数</translation>
    </message>
    <message>
        <source>Calls given up by the caller while waiting ÷ incoming calls. Where the exchange does not say who hung up, a call is missed but not counted here.</source>
        <translation>お待ちの間にお客様が切られた件数 ÷ 着信件数。誰が切ったか交換機から分からない呼は、不応答に数え、ここには数えません。</translation>
    </message>
    <message>
        <source>ASA = waiting time of the answered calls ÷ answered calls.</source>
        <translation>ASA = 応答した呼の待ち時間の合計 ÷ 応答件数</translation>
    </message>
    <message>
        <source>ATT = talk time ÷ handled calls: incoming ones that were answered and are over.</source>
        <translation>ATT = 通話時間の合計 ÷ 処理件数(応答して終わった着信)</translation>
    </message>
    <message>
        <source>ACW = after-call work about the handled calls ÷ handled calls. AHT = ATT + ACW.</source>
        <translation>ACW = 処理した呼についての後処理時間の合計 ÷ 処理件数。AHT = ATT + ACW</translation>
    </message>
    <message>
        <source>Calls to the outside that began today. They are in no other figure.</source>
        <translation>今日始まった外線への発信。ほかの数字には含みません。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>ATT</source>
        <translation>ATT</translation>
    </message>
    <message>
        <source>After-call</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>ACW</source>
        <translation>ACW</translation>
    </message>
    <message>
        <source>AHT</source>
        <translation>AHT</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>離席</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>all days</source>
        <translation>全日</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>担当者別</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>日別</translation>
    </message>
    <message>
        <source>By person and day</source>
        <translation>担当者・日別</translation>
    </message>
    <message>
        <source>Answered calls</source>
        <translation>応答件数</translation>
    </message>
    <message>
        <source>Outgoing calls</source>
        <translation>発信件数</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>通話時間</translation>
    </message>
    <message>
        <source>After-call work time</source>
        <translation>後処理時間</translation>
    </message>
    <message>
        <source>Time away</source>
        <translation>離席時間</translation>
    </message>
    <message>
        <source>Notes written</source>
        <translation>メモの件数</translation>
    </message>
    <message>
        <source>The floor</source>
        <translation>フロア</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>People and days</source>
        <translation>担当者別・日別</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>発信中</translation>
    </message>
    <message>
        <source>Talking inside</source>
        <translation>内線通話中</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>%1 rows written to %2. That is recorded; keep the file safe.</source>
        <translation>%1行を %2 に書き出しました。この書き出しは記録されています。ファイルの取り扱いにご注意ください。</translation>
    </message>
    <message>
        <source>Nobody is signed in yet. Whoever signs in at a desk appears here.</source>
        <translation>まだ誰もログインしていません。席でログインした人がここに並びます。</translation>
    </message>
    <message>
        <source>%1 signed out</source>
        <translation>ログアウト %1名</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>キューなし</translation>
    </message>
    <message>
        <source>answered %1 · within %2 s %3</source>
        <translation>応答 %1・%2秒内 %3</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>待ち %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation>・</translation>
    </message>
    <message>
        <source>Reading the floor …</source>
        <translation>フロアの様子を読み込んでいます…</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>平常です</translation>
    </message>
    <message>
        <source>As of %1: not live</source>
        <translation>%1 時点の表示です(更新が止まっています)</translation>
    </message>
    <message>
        <source>%1 calls are waiting</source>
        <translation>%1件の着信がお待ちです</translation>
    </message>
    <message>
        <source>Somebody waits too long</source>
        <translation>長くお待たせしている着信があります</translation>
    </message>
    <message>
        <source>%1 callers are to be called back</source>
        <translation>折り返しをお待ちの方が%1名います</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>ログアウト</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message>
        <source>Help asked for %1</source>
        <translation>応援依頼中 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Appears on the card of %1</source>
        <translation>%1さんだけに表示</translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>%1 times</source>
        <translation>%1 回</translation>
    </message>
    <message>
        <source>Called back, nobody answered</source>
        <translation>折り返したが応答なし</translation>
    </message>
    <message>
        <source>No call back is needed</source>
        <translation>折り返し不要</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>間違い電話</translation>
    </message>
    <message>
        <source>Sales call</source>
        <translation>営業電話</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>At the letters</source>
        <translation>手紙の画面</translation>
    </message>
    <message>
        <source>It is their letter; on to the next one</source>
        <translation>その人の手紙にして次の手紙へ</translation>
    </message>
    <message>
        <source>Search for who wrote it</source>
        <translation>差出人を検索</translation>
    </message>
    <message>
        <source>In the search: it is the chosen one&apos;s letter</source>
        <translation>検索中: 選んだ人の手紙にする</translation>
    </message>
    <message>
        <source>Find letters by words; Enter: to the list</source>
        <translation>言葉でお手紙を探す。Enter で一覧へ</translation>
    </message>
    <message>
        <source>Choose a letter; in the search, a person</source>
        <translation>手紙を選ぶ(検索中は人を選ぶ)</translation>
    </message>
    <message>
        <source>Undo, one thing after another</source>
        <translation>元に戻す(順に一つずつ)</translation>
    </message>
    <message>
        <source>Part the letter behind this page</source>
        <translation>このページの後ろで分ける</translation>
    </message>
    <message>
        <source>Join with the letter below</source>
        <translation>下の手紙とまとめる</translation>
    </message>
    <message>
        <source>It is not theirs</source>
        <translation>差出人を取り消す</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>既読にする</translation>
    </message>
    <message>
        <source>Scan now, where a scanner is set up</source>
        <translation>今すぐスキャン(設定したスキャナー)</translation>
    </message>
    <message>
        <source>Pages of a letter</source>
        <translation>手紙のページ</translation>
    </message>
    <message>
        <source>Previous or next page</source>
        <translation>前・次のページ</translation>
    </message>
    <message>
        <source>Turn right; with Shift: left</source>
        <translation>右に回転(Shiftで左)</translation>
    </message>
    <message>
        <source>Larger, smaller</source>
        <translation>拡大・縮小</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Put the page away, or bring it back</source>
        <translation>ページを除外・戻す</translation>
    </message>
    <message>
        <source>Move the page forward or back</source>
        <translation>ページを前・後ろへ移動</translation>
    </message>
    <message>
        <source>Correct what was read of the page</source>
        <translation>ページから読み取った文字を訂正</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>どこでも</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>お客様を検索</translation>
    </message>
    <message>
        <source>Open a call or customer of the list</source>
        <translation>一覧の電話・お客様を開く</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新規顧客</translation>
    </message>
    <message>
        <source>Call log; again: read it anew</source>
        <translation>通話履歴(もう一度押すと読み直し)</translation>
    </message>
    <message>
        <source>Tasks; Enter there takes one and opens it</source>
        <translation>タスク(Enterで対応を始めて開く)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>画面をロック</translation>
    </message>
    <message>
        <source>Ready, or away</source>
        <translation>受付可・離席の切り替え</translation>
    </message>
    <message>
        <source>Say that you are ready, after a call, or away and why</source>
        <translation>受付可・後処理・離席と理由を選ぶ</translation>
    </message>
    <message>
        <source>CTI doctor: why a call is shown, or is not</source>
        <translation>CTI診断: 着信が表示される・されない理由</translation>
    </message>
    <message>
        <source>One step back; what is typed is kept</source>
        <translation>一つ戻る(入力内容は残ります)</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>電話のとき</translation>
    </message>
    <message>
        <source>Choose who of a shared number is calling</source>
        <translation>共用番号のお客様を選ぶ</translation>
    </message>
    <message>
        <source>It is somebody else: move call and note to them</source>
        <translation>別の方だった: 通話とメモを移す</translation>
    </message>
    <message>
        <source>Back to the call from another card</source>
        <translation>別のお客様の画面から通話に戻る</translation>
    </message>
    <message>
        <source>Talk script</source>
        <translation>応対スクリプト</translation>
    </message>
    <message>
        <source>Ask for help; supervisors: who asks</source>
        <translation>応援を頼む(SV: 依頼の一覧)</translation>
    </message>
    <message>
        <source>Put away what a supervisor whispered</source>
        <translation>SVからのひとことを閉じる</translation>
    </message>
    <message>
        <source>Finish: save the note, be ready</source>
        <translation>完了(メモを保存して受付可)</translation>
    </message>
    <message>
        <source>On the card</source>
        <translation>お客様のカード</translation>
    </message>
    <message>
        <source>Dial the selected or the first number</source>
        <translation>選択した番号、または最初の番号に発信</translation>
    </message>
    <message>
        <source>Take an order; Ctrl+R there: same as last time</source>
        <translation>受注を入力（そこで Ctrl+R: 前回と同じ）</translation>
    </message>
    <message>
        <source>Change the customer</source>
        <translation>お客様情報を変更</translation>
    </message>
    <message>
        <source>Take over a note that is not saved</source>
        <translation>未保存のメモを引き継ぐ</translation>
    </message>
    <message>
        <source>Papers; again: large, side by side</source>
        <translation>紙もの（もう一度：大きく並べる）</translation>
    </message>
    <message>
        <source>Map; again: large</source>
        <translation>地図。もう一度で大きく表示</translation>
    </message>
    <message>
        <source>Who looked at it (supervisors)</source>
        <translation>見た人の一覧（SV）</translation>
    </message>
    <message>
        <source>Who was in charge before</source>
        <translation>担当の履歴</translation>
    </message>
    <message>
        <source>Orders, note, history</source>
        <translation>受注、メモ、履歴</translation>
    </message>
    <message>
        <source>Jump to what the call is likely about</source>
        <translation>ご用件と思われる項目へ</translation>
    </message>
    <message>
        <source>In the papers, large</source>
        <translation>紙ものを大きく見るとき</translation>
    </message>
    <message>
        <source>That many side by side; on the strip: into that pane</source>
        <translation>並べる枚数（一覧では：その枠へ）</translation>
    </message>
    <message>
        <source>Next pane, sliders, text, note</source>
        <translation>次の枠・つまみ・文面・メモへ</translation>
    </message>
    <message>
        <source>Paper before, paper after</source>
        <translation>前・次の紙もの</translation>
    </message>
    <message>
        <source>Pages of the paper</source>
        <translation>紙もののページ送り</translation>
    </message>
    <message>
        <source>Larger, smaller; also Ctrl and the wheel</source>
        <translation>拡大・縮小（Ctrl+ホイールも）</translation>
    </message>
    <message>
        <source>Whole page, width of the pane, actual size</source>
        <translation>ページ全体・幅に合わせる・等倍</translation>
    </message>
    <message>
        <source>Move the page; Shift+← →: sideways</source>
        <translation>ページを上下に動かす（Shift+← →：左右）</translation>
    </message>
    <message>
        <source>Move all panes alike, or each alone</source>
        <translation>全枠の連動・解除</translation>
    </message>
    <message>
        <source>Turn right; Shift+R: left</source>
        <translation>右に回す（Shift+R：左）</translation>
    </message>
    <message>
        <source>Lighter, more contrast; with Shift: less</source>
        <translation>明るく・濃く（Shiftで逆）</translation>
    </message>
    <message>
        <source>Make faint pencil dark</source>
        <translation>薄い鉛筆を濃く</translation>
    </message>
    <message>
        <source>All panes to the day of this paper</source>
        <translation>全枠をこの紙ものの日に合わせる</translation>
    </message>
    <message>
        <source>Show or hide what is read aloud</source>
        <translation>読み上げる文面の表示・非表示</translation>
    </message>
    <message>
        <source>Find words in the letters; Enter: next</source>
        <translation>お手紙の中の言葉を探す。Enter で次へ</translation>
    </message>
    <message>
        <source>Fill the other screen, or come back</source>
        <translation>もう一つの画面へ・戻す</translation>
    </message>
    <message>
        <source>Note; F6: back to the papers</source>
        <translation>メモ（F6：紙ものへ戻る）</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>カードに戻る</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>地図で</translation>
    </message>
    <message>
        <source>Move the map; the pin while it is corrected</source>
        <translation>地図を動かす（ピンを直すときはピン）</translation>
    </message>
    <message>
        <source>Keep the pin; Esc: put it back</source>
        <translation>ピンを決める。Escで戻す</translation>
    </message>
    <message>
        <source>Closer, farther away</source>
        <translation>拡大・縮小</translation>
    </message>
    <message>
        <source>Moving customers (supervisors)</source>
        <translation>担当変更（スーパーバイザー）</translation>
    </message>
    <message>
        <source>Find, share out, move, history</source>
        <translation>探す・割り振る・変更する・履歴</translation>
    </message>
    <message>
        <source>On to the next step</source>
        <translation>次の手順へ</translation>
    </message>
    <message>
        <source>Tick who gets customers; digits: share, room</source>
        <translation>受け取る担当者を選ぶ（数字で割合・上限）</translation>
    </message>
    <message>
        <source>Openings (supervisors)</source>
        <translation>カードの閲覧（スーパーバイザー）</translation>
    </message>
    <message>
        <source>The day before, the day after</source>
        <translation>前の日・次の日</translation>
    </message>
    <message>
        <source>What they opened; there: who looked at that card</source>
        <translation>開いたカードを表示。そこでは、その顧客を見た人を表示</translation>
    </message>
    <message>
        <source>In the call log</source>
        <translation>通話履歴で</translation>
    </message>
    <message>
        <source>My telephone, everybody, to call back</source>
        <translation>自分の電話・全員・折り返し待ち</translation>
    </message>
    <message>
        <source>Open the card, or register the number</source>
        <translation>カードを開く・番号を登録する</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>かけ直す</translation>
    </message>
    <message>
        <source>Type part of a number or name</source>
        <translation>番号や氏名の一部を入力</translation>
    </message>
    <message>
        <source>Missed calls: done, with a reason</source>
        <translation>不在着信: 対応済みにする(理由つき)</translation>
    </message>
    <message>
        <source>In the search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>お客様を選ぶ</translation>
    </message>
    <message>
        <source>Open; for an unknown caller: add the number and open</source>
        <translation>開く(未登録の番号のときは番号を追加して開く)</translation>
    </message>
    <message>
        <source>For an unknown caller: open without adding</source>
        <translation>未登録の番号を追加せずに開く</translation>
    </message>
    <message>
        <source>In the demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>Let a call ring</source>
        <translation>着信を試す</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>切断</translation>
    </message>
</context>
<context>
    <name>letter_inbox</name>
    <message>
        <source>1 page</source>
        <translation>1ページ</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1ページ</translation>
    </message>
    <message>
        <source>Looks like a letter scanned before</source>
        <translation>前に読み取った手紙に似ています</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>閲覧制限</translation>
    </message>
    <message>
        <source>1 waits</source>
        <translation>1通待ち</translation>
    </message>
    <message>
        <source>%1 wait</source>
        <translation>%1通待ち</translation>
    </message>
    <message>
        <source>The letters could not be read. It is tried again every 10 seconds.</source>
        <translation>手紙を読み込めませんでした。10秒ごとにもう一度読み込みます。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Every letter has its customer. New ones come from the scanner, or drop files here.</source>
        <translation>すべての手紙の差出人が決まっています。スキャナーから届くか、ファイルをここにドロップすると表示されます。</translation>
    </message>
    <message>
        <source>No letter of this list holds these words. Unread ones are not searched.</source>
        <translation>この一覧に、その言葉のあるお手紙はありません。まだ文字を読み取っていないものは探せません。</translation>
    </message>
    <message>
        <source>Letters with these words: %1</source>
        <translation>この言葉のあるお手紙 %1 通</translation>
    </message>
    <message>
        <source>What you typed is kept for this page; %1 goes on with it.</source>
        <translation>入力はこのページの分として残っています。%1 で続きから入力できます。</translation>
    </message>
    <message>
        <source>Looking who may have written it …</source>
        <translation>差出人の候補を探しています…</translation>
    </message>
    <message>
        <source>Nothing in the letter tells who wrote it, or it was not read yet. Search above.</source>
        <translation>差出人の手がかりが見つからないか、まだ文字を読み取っていません。上の欄で検索してください。</translation>
    </message>
    <message>
        <source>A digit attaches the letter and goes on to the next.</source>
        <translation>数字キーで決めて次の手紙へ進みます。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2ページ</translation>
    </message>
    <message>
        <source>put away</source>
        <translation>除外中</translation>
    </message>
    <message>
        <source>Taking in: %1 of %2</source>
        <translation>取り込み中: %1 / %2</translation>
    </message>
    <message>
        <source>%1: %2 taken, %3 % of the next page</source>
        <translation>%1: %2枚取り込み、次のページ %3 %</translation>
    </message>
    <message>
        <source>%1: %2 taken</source>
        <translation>%1: %2枚取り込み</translation>
    </message>
    <message>
        <source>Letters taken in: %1.</source>
        <translation>%1通を取り込みました。</translation>
    </message>
    <message>
        <source>Taken in before: %1.</source>
        <translation>取り込み済み: %1通。</translation>
    </message>
    <message>
        <source>Not taken in: %1, see below the list.</source>
        <translation>取り込めなかったファイル: %1件(一覧の下から確認できます)。</translation>
    </message>
    <message>
        <source>Too large, or not to be read: %1.</source>
        <translation>大きすぎるか読めなかったファイル: %1件。</translation>
    </message>
    <message>
        <source>A colleague has just changed this letter. It is shown as it is now.</source>
        <translation>ほかの人がこの手紙を変更しました。最新の内容を表示しています。</translation>
    </message>
    <message>
        <source>It is a letter now.</source>
        <translation>手紙として取り込みました。</translation>
    </message>
    <message>
        <source>It still cannot be taken in.</source>
        <translation>今回も取り込めませんでした。</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>ドロップ</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>コピーを保存</translation>
    </message>
    <message>
        <source>The code is not one of ours: check whose</source>
        <translation>コードの署名が合いません。どなたの手紙か確かめてください</translation>
    </message>
    <message>
        <source>No customer has this code any more</source>
        <translation>このコードのお客様はいません</translation>
    </message>
    <message>
        <source>Codes of several customers on one page</source>
        <translation>1枚に複数のお客様のコードがあります</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>封書</translation>
    </message>
    <message>
        <source>Postcard</source>
        <translation>はがき</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>FAX</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>read</source>
        <translation>既読</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>返信済み</translation>
    </message>
    <message>
        <source>customer code</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>差出人を決めました: %1</translation>
    </message>
    <message>
        <source>No longer the letter of %1</source>
        <translation>%1の手紙ではなくしました</translation>
    </message>
    <message>
        <source>Day and way changed</source>
        <translation>受取日・種類を変更しました</translation>
    </message>
    <message>
        <source>Marked as read</source>
        <translation>既読にしました</translation>
    </message>
    <message>
        <source>Parted into two letters</source>
        <translation>2通に分けました</translation>
    </message>
    <message>
        <source>Joined into one letter</source>
        <translation>1通にまとめました</translation>
    </message>
    <message>
        <source>Page moved</source>
        <translation>ページを移動しました</translation>
    </message>
    <message>
        <source>Page turned</source>
        <translation>ページを回転しました</translation>
    </message>
    <message>
        <source>Page put away</source>
        <translation>ページを除外しました</translation>
    </message>
    <message>
        <source>Page brought back</source>
        <translation>ページを戻しました</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>元に戻しました</translation>
    </message>
</context>
<context>
    <name>lock</name>
    <message>
        <source>Type your password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>This is not the password. The desk stays locked; try again.</source>
        <translation>パスワードが違います。ロックしたままです。もう一度入力してください。</translation>
    </message>
    <message>
        <source>The server does not answer, so the desk stays locked. Nothing is lost.</source>
        <translation>サーバーから応答がないため、ロックを解除できません。入力内容は失われていません。</translation>
    </message>
</context>
<context>
    <name>map_settings</name>
    <message>
        <source>Map and places to pay</source>
        <translation>地図とお支払い場所</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地図</translation>
    </message>
    <message>
        <source>Places to pay</source>
        <translation>お支払い場所</translation>
    </message>
    <message>
        <source>GSI Japan, pale map (地理院タイル)</source>
        <translation>国土地理院 淡色地図（地理院タイル）</translation>
    </message>
    <message>
        <source>OpenStreetMap</source>
        <translation>OpenStreetMap</translation>
    </message>
    <message>
        <source>A map file of the office (MBTiles)</source>
        <translation>会社の地図ファイル（MBTiles）</translation>
    </message>
    <message>
        <source>A map server of the office</source>
        <translation>会社の地図サーバー</translation>
    </message>
    <message>
        <source>Nobody: addresses are looked up on this PC only</source>
        <translation>問い合わせない（このPCの中だけで調べる）</translation>
    </message>
    <message>
        <source>The address search of GSI Japan (国土地理院)</source>
        <translation>国土地理院の住所検索</translation>
    </message>
    <message>
        <source>A service of the office&apos;s own choice</source>
        <translation>会社が選んだサービス</translation>
    </message>
    <message>
        <source>The file is read by each desk; nothing is asked of the internet.</source>
        <translation>ファイルは各デスクが読みます。インターネットには何も問い合わせません。</translation>
    </message>
    <message>
        <source>Nothing leaves this PC. Outlines and names of towns are shown, without streets.</source>
        <translation>このPCから外へは何も送りません。地図は輪郭と町名だけで、道路は表示しません。</translation>
    </message>
    <message>
        <source>The provider of the map learns from this office&apos;s address which areas are looked at, down to the street; names, numbers and addresses are not sent.</source>
        <translation>地図の提供元に、この会社がどのあたりの地図を見ているかが、通りの単位まで伝わります。お客様の氏名・電話番号・住所は送りません。</translation>
    </message>
    <message>
        <source>No address leaves the company.</source>
        <translation>住所を社外に送ることはありません。</translation>
    </message>
    <message>
        <source>Addresses that are not found on this PC leave the company: the service learns them, without a name.</source>
        <translation>このPCで見つからない住所は社外に送られ、サービスに伝わります（氏名は送りません）。</translation>
    </message>
    <message>
        <source>It answers, but has no picture.</source>
        <translation>応答はありますが、画像がありません。</translation>
    </message>
    <message>
        <source>It works: pictures for zoom %1 to %2.</source>
        <translation>使えます。ズーム %1～%2 の画像があります。</translation>
    </message>
    <message>
        <source>No map picture is kept on this PC any more.</source>
        <translation>このPCに保存した地図画像を消しました。</translation>
    </message>
</context>
<context>
    <name>new_customer</name>
    <message>
        <source>Places with this postal code</source>
        <translation>この郵便番号の町域</translation>
    </message>
    <message>
        <source>from the postal code</source>
        <translation>郵便番号から入力</translation>
    </message>
    <message>
        <source>Type the name; nothing else is a must.</source>
        <translation>お名前を入力してください。ほかは空欄でも登録できます。</translation>
    </message>
    <message>
        <source> or </source>
        <translation> または </translation>
    </message>
    <message>
        <source>Meant: %1?</source>
        <translation>%1 でしょうか?</translation>
    </message>
    <message>
        <source>No such number is given out. Read it back once more.</source>
        <translation>割り当てのない番号です。復唱してご確認ください。</translation>
    </message>
    <message>
        <source>This number belongs to a machine, not to a person.</source>
        <translation>機器用の番号です。ご確認ください。</translation>
    </message>
    <message>
        <source>Written as a fax number. Ask for one that is answered.</source>
        <translation>FAX番号と書かれています。電話に出られる番号を確認してください。</translation>
    </message>
    <message>
        <source>An old mobile address: some programs refuse it.</source>
        <translation>古い携帯アドレスです。届かないことがあります。</translation>
    </message>
    <message>
        <source>Mistyped? Spell the part behind the @ once more.</source>
        <translation>入力間違いでしょうか。@ の後ろをもう一度ご確認ください。</translation>
    </message>
    <message>
        <source>The post office does not know this code. Ask again.</source>
        <translation>この郵便番号は登録されていません。もう一度ご確認ください。</translation>
    </message>
    <message>
        <source>%1 is %2, not %3</source>
        <translation>%1は%2で、%3ではありません</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1は%2の番号ではありません</translation>
    </message>
    <message>
        <source>%1: it is %2.</source>
        <translation>%1。正しくは%2です。</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1は%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1; %2: choose.</source>
        <translation>%1。%2。どれか選んでください。</translation>
    </message>
    <message>
        <source>(elsewhere in the city)</source>
        <translation>(以下に掲載がない場合)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Kind of number</source>
        <translation>番号の種類</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Prefecture</source>
        <translation>都道府県</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>町域</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>番地</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>建物・部屋</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Attention memo</source>
        <translation>注意メモ</translation>
    </message>
    <message>
        <source>family name, blank, given name</source>
        <translation>姓と名の間は空白</translation>
    </message>
    <message>
        <source>1948/3/5, S23.3.5, 昭和23年3月5日</source>
        <translation>1948/3/5、S23.3.5、昭和23年3月5日</translation>
    </message>
    <message>
        <source>fills the address</source>
        <translation>住所を自動入力します</translation>
    </message>
    <message>
        <source>shown to everyone who opens the card</source>
        <translation>カードを開いた全員に表示されます</translation>
    </message>
</context>
<context>
    <name>new_customers</name>
    <message>
        <source>%1 unpaid</source>
        <translation>未入金 %1</translation>
    </message>
    <message>
        <source>Cycle %1 d behind</source>
        <translation>購入周期より %1 日遅れ</translation>
    </message>
    <message>
        <source>Letter not thanked</source>
        <translation>手紙 未返信</translation>
    </message>
    <message>
        <source>from nobody, %1</source>
        <translation>担当なしから %1</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>%1さんから %2</translation>
    </message>
    <message>
        <source>cover until %1</source>
        <translation>%1 まで代行</translation>
    </message>
    <message>
        <source>Handed over: %1</source>
        <translation>引き継ぎ: %1</translation>
    </message>
    <message>
        <source>Nobody is in charge of this customer any more.</source>
        <translation>このお客様の担当はいなくなりました</translation>
    </message>
    <message>
        <source>%1 is in charge of this customer now.</source>
        <translation>担当が%1さんに変わりました</translation>
    </message>
    <message>
        <source>The move planned for %1 is not done: %2 has left and was to get %3 customers. Give the plan up and make another.</source>
        <translation>%1 に予定した担当替えは行われません。お客様 %3 人の引き継ぎ先 %2さんが在籍していないためです。予定を取り消し、作り直してください。</translation>
    </message>
</context>
<context>
    <name>new_order</name>
    <message>
        <source>This is the first order.</source>
        <translation>はじめての受注です。</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 ほか%2点</translation>
    </message>
</context>
<context>
    <name>openings</name>
    <message>
        <source>What people opened, by name</source>
        <translation>カードの閲覧（担当者の五十音順）</translation>
    </message>
    <message>
        <source>Opened cards, newest first</source>
        <translation>開いたカード（新しい順）</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>カードの閲覧</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>閲覧件数</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>電話なし</translation>
    </message>
    <message>
        <source>By call</source>
        <translation>電話から</translation>
    </message>
    <message>
        <source>By search</source>
        <translation>検索から</translation>
    </message>
    <message>
        <source>By list</source>
        <translation>一覧から</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>検索回数</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>受電</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>架電</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Ask about it</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>%1 cards without a call: more than %2, more than %3 for each of %4 calls (%5), and more than %6 times what is usual among the others (%7). There may be a good reason: ask.</source>
        <translation>電話によらない閲覧が%1件あります。基準の%2件、通話%4件の%3倍（%5件）、ほかの人の中央値（%7件）の%6倍のいずれも上回っています。正当な理由がある場合もありますので、本人に確認してください。</translation>
    </message>
    <message>
        <source>No card was opened.</source>
        <translation>カードは開かれていません。</translation>
    </message>
    <message>
        <source>%1 openings of %2 cards: %3.</source>
        <translation>%2件のカードを%1回開きました：%3。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2回</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 calls were reported by a desk alone and do not count.</source>
        <translation>電話システム側の記録がない通話%1件は、数に入れていません。</translation>
    </message>
    <message>
        <source>Asked %1 times who opened what.</source>
        <translation>閲覧の記録を%1回確認しました。</translation>
    </message>
    <message>
        <source>%1 people, nobody stands out</source>
        <translation>%1人 要確認はありません</translation>
    </message>
    <message>
        <source>%1 people, %2 stand out</source>
        <translation>%1人 要確認 %2人</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>読み込めませんでした。</translation>
    </message>
    <message>
        <source>Reading the openings …</source>
        <translation>閲覧の記録を読み込んでいます…</translation>
    </message>
    <message>
        <source>Nobody opened a card, searched or took a call on this day. Choose another day.</source>
        <translation>この日は、カードの閲覧も検索も通話もありません。別の日を選んでください。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Customer no.</source>
        <translation>顧客番号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Refused (%1): %2</source>
        <translation>拒否（%1）：%2</translation>
    </message>
    <message>
        <source>%1: no such call</source>
        <translation>%1（該当の通話なし）</translation>
    </message>
    <message>
        <source>%1 (no. %2)</source>
        <translation>%1（通話番号 %2）</translation>
    </message>
    <message>
        <source>no such customer</source>
        <translation>該当の顧客なし</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 openings. That you asked is recorded too.</source>
        <translation>%1件。この確認も記録されています。</translation>
    </message>
    <message>
        <source>The newest %1 openings. That you asked is recorded too.</source>
        <translation>新しい順に%1件。この確認も記録されています。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>Nothing was opened on this day.</source>
        <translation>この日に開いたカードはありません。</translation>
    </message>
</context>
<context>
    <name>paper_viewer</name>
    <message>
        <source>%1 blank</source>
        <translation>%1 白紙</translation>
    </message>
    <message>
        <source>This paper is no longer there.</source>
        <translation>この紙ものはもうありません。</translation>
    </message>
    <message>
        <source>This page cannot be shown.</source>
        <translation>このページは表示できません。</translation>
    </message>
    <message>
        <source>No picture of it yet.</source>
        <translation>画像はまだありません。</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Conditions: %1</source>
        <translation>条件：%1</translation>
    </message>
    <message>
        <source>Ended on %1</source>
        <translation>%1に終了しました</translation>
    </message>
    <message>
        <source>Valid %1 – %2</source>
        <translation>期間 %1～%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2の%1</translation>
    </message>
    <message>
        <source>✓ Corrected by a person</source>
        <translation>✓ 担当者が訂正済み</translation>
    </message>
    <message>
        <source>Not read yet, not yet thanked</source>
        <translation>未読・お礼はまだです</translation>
    </message>
    <message>
        <source>Read, not yet thanked</source>
        <translation>既読・お礼はまだです</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>返信済み</translation>
    </message>
    <message>
        <source>Thanked on %1</source>
        <translation>%1にお礼済み</translation>
    </message>
</context>
<context>
    <name>password</name>
    <message>
        <source>Too short. Type at least %1 characters.</source>
        <translation>短すぎます。%1文字以上にしてください。</translation>
    </message>
    <message>
        <source>This is your login name. Choose something else.</source>
        <translation>ログイン名と同じです。別のものにしてください。</translation>
    </message>
    <message>
        <source>This is one character over and over. Mix several.</source>
        <translation>同じ文字の繰り返しです。ほかの文字も混ぜてください。</translation>
    </message>
    <message>
        <source>At least %1 characters; several words are easy to remember.</source>
        <translation>%1文字以上。いくつかの言葉を並べると覚えやすくなります。</translation>
    </message>
</context>
<context>
    <name>password_change</name>
    <message>
        <source>From then on only the new password counts.</source>
        <translation>変更後は新しいパスワードだけが使えます。</translation>
    </message>
    <message>
        <source>Somebody else gave you this password. Choose one that only you know; then the desk opens.</source>
        <translation>ほかの人が決めたパスワードです。ご自身だけが知るものに変えると、画面が開きます。</translation>
    </message>
    <message>
        <source>Your password is as old as the office allows. Choose a new one; then the desk opens.</source>
        <translation>パスワードの有効期限が切れました。新しいものに変えると、画面が開きます。</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>今のパスワード</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>The server does not answer. If the old password is refused now, the new one counts.</source>
        <translation>サーバーから応答がありません。もう一度試して今のパスワードが違うと出たら、変更は済んでいます。</translation>
    </message>
    <message>
        <source>Type the password you have now.</source>
        <translation>今のパスワードを入力してください。</translation>
    </message>
    <message>
        <source>This is the password of now. Choose another.</source>
        <translation>今のパスワードと同じです。別のものにしてください。</translation>
    </message>
    <message>
        <source>The two new passwords differ. Type them anew.</source>
        <translation>2つの新しいパスワードが違います。入力し直してください。</translation>
    </message>
    <message>
        <source>This is not your password. Type it once more.</source>
        <translation>今のパスワードと違います。もう一度入力してください。</translation>
    </message>
</context>
<context>
    <name>person</name>
    <message>
        <source>female</source>
        <translation>女性</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男性</translation>
    </message>
    <message>
        <source>home</source>
        <translation>自宅</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>work</source>
        <translation>勤務先</translation>
    </message>
    <message>
        <source>fax</source>
        <translation>FAX</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>配送先</translation>
    </message>
</context>
<context>
    <name>printed_papers</name>
    <message>
        <source>Mailings and enclosures</source>
        <translation>DMと同梱物</translation>
    </message>
    <message>
        <source>Mailings (DM)</source>
        <translation>DM</translation>
    </message>
    <message>
        <source>Enclosures</source>
        <translation>同梱物</translation>
    </message>
    <message>
        <source>Rules for enclosures</source>
        <translation>同梱ルール</translation>
    </message>
    <message>
        <source>No mailing yet. Write what you send to customers.</source>
        <translation>DMはまだありません。お客様に送る印刷物を登録してください。</translation>
    </message>
    <message>
        <source>New mailing</source>
        <translation>新しいDM</translation>
    </message>
    <message>
        <source>No enclosure yet. Write what you put into parcels.</source>
        <translation>同梱物はまだありません。荷物に入れる印刷物を登録してください。</translation>
    </message>
    <message>
        <source>New enclosure</source>
        <translation>新しい同梱物</translation>
    </message>
    <message>
        <source>No rule yet. Write which parcels get an enclosure.</source>
        <translation>ルールはまだありません。どの荷物に何を入れるかを登録してください。</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新しいルール</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1ページ</translation>
    </message>
    <message>
        <source>no pages yet</source>
        <translation>ページ未登録</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>%1を注文</translation>
    </message>
    <message>
        <source>got “%1”</source>
        <translation>「%1」を受け取った人</translation>
    </message>
    <message>
        <source>order %1</source>
        <translation>%1回目の注文</translation>
    </message>
    <message>
        <source>every parcel</source>
        <translation>すべての荷物</translation>
    </message>
    <message>
        <source>%1 (not in use)</source>
        <translation>%1（停止中）</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>Parcel brought back (shipped %2)</source>
        <translation>荷物が持ち戻り（%2 発送）</translation>
    </message>
    <message>
        <source>Slip expired %1 d ago %3</source>
        <translation>払込票 期限切れ %1日 %3</translation>
    </message>
    <message>
        <source>Parcel %1 d late</source>
        <translation>荷物の到着 %1日遅れ</translation>
    </message>
    <message>
        <source>Missed call %2</source>
        <translation>不在着信 %2</translation>
    </message>
    <message>
        <source>Task %1 d late: %4</source>
        <translation>予定 %1日遅れ: %4</translation>
    </message>
    <message>
        <source>Payment %1 d late %3</source>
        <translation>入金 %1日遅れ %3</translation>
    </message>
    <message>
        <source>Parcel on the way (shipped %2)</source>
        <translation>荷物 配達中（%2 発送）</translation>
    </message>
    <message>
        <source>Subscription ships in %1 d: %4</source>
        <translation>定期便 あと%1日で発送: %4</translation>
    </message>
    <message>
        <source>Payment due in %1 d %3</source>
        <translation>お支払期限 あと%1日 %3</translation>
    </message>
    <message>
        <source>DM posted %1 d ago: %4</source>
        <translation>%1日前に DM 発送: %4</translation>
    </message>
    <message>
        <source>Letter of %2 not thanked yet</source>
        <translation>お手紙 %2 お礼がまだです</translation>
    </message>
    <message>
        <source>Subscription paused until %2</source>
        <translation>定期便 %2 まで休止</translation>
    </message>
    <message>
        <source>Buys %1 d later than usual</source>
        <translation>いつもの購入より%1日遅れ</translation>
    </message>
    <message>
        <source>Missed call today</source>
        <translation>本日 不在着信</translation>
    </message>
    <message>
        <source>Task for today: %4</source>
        <translation>本日の予定: %4</translation>
    </message>
    <message>
        <source>Subscription ships today: %4</source>
        <translation>定期便 本日発送: %4</translation>
    </message>
    <message>
        <source>Payment due today %3</source>
        <translation>お支払期限は本日 %3</translation>
    </message>
    <message>
        <source>DM posted today: %4</source>
        <translation>本日 DM 発送: %4</translation>
    </message>
    <message>
        <source>Letter of today not thanked yet</source>
        <translation>本日のお手紙 お礼がまだです</translation>
    </message>
    <message>
        <source>Parcel brought back</source>
        <translation>荷物が持ち戻り</translation>
    </message>
    <message>
        <source>Parcel on the way</source>
        <translation>荷物 配達中</translation>
    </message>
    <message>
        <source>Subscription paused</source>
        <translation>定期便 休止中</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>Customers found</source>
        <translation>該当するお客様</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>閲覧制限</translation>
    </message>
</context>
<context>
    <name>sign_in</name>
    <message>
        <source>The server does not answer. Check the network; try again.</source>
        <translation>サーバーから応答がありません。ネットワークを確かめて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Type your login name.</source>
        <translation>ログイン名を入力してください。</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>準備しています…</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>サインインしています…</translation>
    </message>
    <message>
        <source>Making the database of this PC (only once) …</source>
        <translation>このパソコンのデータベースを作成しています（初回のみ）…</translation>
    </message>
    <message>
        <source>Bringing all data over to a new database (only once). Leave the PC on …</source>
        <translation>データを新しいデータベースに移しています（一度だけ）。電源を切らないでください…</translation>
    </message>
    <message>
        <source>Comparing the new database with the old one …</source>
        <translation>新しいデータベースと元のデータベースを照合しています…</translation>
    </message>
    <message>
        <source>Starting the database …</source>
        <translation>データベースを起動しています…</translation>
    </message>
    <message>
        <source>The connection stays on this PC.</source>
        <translation>接続はこのPCの中だけです。</translation>
    </message>
    <message>
        <source>Encrypted; the server&apos;s certificate is checked.</source>
        <translation>暗号化され、サーバーの証明書を確認しています。</translation>
    </message>
    <message>
        <source>This PC has no keyring, so the password is asked for each time.</source>
        <translation>このPCにはパスワードを安全に保管する仕組みがないため、毎回入力が必要です。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>ログイン名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>内線番号</translation>
    </message>
    <message>
        <source>Type the name as colleagues know it.</source>
        <translation>職場で使う氏名を入力してください。</translation>
    </message>
    <message>
        <source>Type a login name, such as tadokoro.</source>
        <translation>ログイン名を入力してください(例 tadokoro)。</translation>
    </message>
    <message>
        <source>Small letters a–z, digits and _ only; a letter comes first.</source>
        <translation>半角の小文字・数字・_ だけが使えます。先頭は文字です。</translation>
    </message>
    <message>
        <source>The system keeps this name for itself. Choose another.</source>
        <translation>この名前はシステムが使っています。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type them anew.</source>
        <translation>2つのパスワードが違います。入力し直してください。</translation>
    </message>
    <message>
        <source>Digits only, ten at most, such as 201.</source>
        <translation>数字だけ、10桁までです(例 201)。</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>このPC</translation>
    </message>
</context>
<context>
    <name>staff</name>
    <message>
        <source>Staff</source>
        <translation>スタッフ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>ログイン名</translation>
    </message>
    <message>
        <source>Ext.</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>内線</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Last signed in</source>
        <translation>最終サインイン</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>担当顧客</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>オペレーター</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>スーパーバイザー</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>スキャン担当</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>データ書き出し</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>opens customers, writes notes and orders</source>
        <translation>お客様を開き、応対と受注を書きます</translation>
    </message>
    <message>
        <source>also gives customers to others, opens restricted ones, sees who looked</source>
        <translation>担当替え、制限付きのお客様、閲覧履歴も扱います</translation>
    </message>
    <message>
        <source>attaches letters; sees name, postal code and prefecture only</source>
        <translation>手紙を登録します。見えるのは氏名・郵便番号・都道府県だけです</translation>
    </message>
    <message>
        <source>writes customers into files, if a supervisor as well</source>
        <translation>スーパーバイザーと併せて、お客様データを書き出せます</translation>
    </message>
    <message>
        <source>sees figures without names</source>
        <translation>氏名のない集計だけが見えます</translation>
    </message>
    <message>
        <source>manages staff and settings; sees no customers by this role</source>
        <translation>スタッフと設定を管理します。この役割ではお客様は見えません</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>no role</source>
        <translation>役割なし</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Left customers</source>
        <translation>停止中・引き継ぎ待ち</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Cannot sign in</source>
        <translation>サインイン不可</translation>
    </message>
    <message>
        <source>New password due</source>
        <translation>パスワード変更待ち</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>利用中</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1人</translation>
    </message>
    <message>
        <source>%1 person</source>
        <translation>%1人</translation>
    </message>
    <message>
        <source>%1 inactive not shown</source>
        <translation>停止中の%1人は非表示</translation>
    </message>
    <message>
        <source>Give %1 a new password? The present one no longer counts, and %1 is signed out at once; what is not saved on that desk is lost.</source>
        <translation>%1さんのパスワードを新しくしますか。今のパスワードは使えなくなり、%1さんはすぐにサインアウトされます。その席で保存していない入力は失われます。</translation>
    </message>
    <message>
        <source>Deactivate %1? Nobody signs in with the login %2 any more, sessions end at once, and the extension becomes free. Everything written stays.</source>
        <translation>%1さんの利用を停止しますか。ログイン名「%2」ではサインインできなくなり、使用中の接続はすぐに切れ、内線は空きます。書いた記録はすべて残ります。</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>停止する</translation>
    </message>
    <message>
        <source>Give a new password</source>
        <translation>新しいパスワードにする</translation>
    </message>
    <message>
        <source>%1 is added.</source>
        <translation>%1さんを登録しました。</translation>
    </message>
    <message>
        <source>%1 is saved.</source>
        <translation>%1さんを保存しました。</translation>
    </message>
    <message>
        <source>%1 can no longer sign in.</source>
        <translation>%1さんの利用を停止しました。</translation>
    </message>
    <message>
        <source>%1 can sign in again, and must change the password then.</source>
        <translation>%1さんは再びサインインできます。その際にパスワードの変更が必要です。</translation>
    </message>
    <message>
        <source>%1 has a new password.</source>
        <translation>%1さんのパスワードを新しくしました。</translation>
    </message>
    <message>
        <source>Type a login, such as tadokoro.</source>
        <translation>ログイン名を入力してください（例：tadokoro）。</translation>
    </message>
    <message>
        <source>%1 customers stay assigned; give them to others.</source>
        <translation>担当のお客様 %1人の割り当てはそのまま残ります。ほかの人へ引き継いでください。</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>%1 (%2 d late)</source>
        <translation>%1(%2日遅れ)</translation>
    </message>
    <message>
        <source>Sent back: %1</source>
        <translation>差し戻し:%1</translation>
    </message>
    <message>
        <source>Urgent: %1</source>
        <translation>至急:%1</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>誰でも</translation>
    </message>
    <message>
        <source>you, until %1</source>
        <translation>自分(%1まで)</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1(%2まで)</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>フォロー</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>手紙</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分の分</translation>
    </message>
    <message>
        <source>For a group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>折り返し電話</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>全員分</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Nothing is due: neither yours nor anybody&apos;s.</source>
        <translation>期限の来たタスクはありません。</translation>
    </message>
    <message>
        <source>No note waits for approval. Categories that need it are marked in the rules.</source>
        <translation>承認待ちの応対メモはありません。承認が必要な区分は「電話のルール」で指定できます。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>対応中</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>Asked by %1, %2</source>
        <translation>%1が承認を依頼(%2)</translation>
    </message>
    <message>
        <source>You have no open tasks.</source>
        <translation>自分のタスクはありません。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>No group has open tasks.</source>
        <translation>グループのタスクはありません。</translation>
    </message>
    <message>
        <source>Nobody is to be called back.</source>
        <translation>折り返し電話の予定はありません。</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>期限切れのタスクはありません。</translation>
    </message>
    <message>
        <source>Nobody has open tasks.</source>
        <translation>未完了のタスクはありません。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Call back later</source>
        <translation>あとで折り返す</translation>
    </message>
    <message>
        <source>Call back: missed call</source>
        <translation>不在着信の折り返し</translation>
    </message>
    <message>
        <source>Task for this letter</source>
        <translation>この手紙のタスク</translation>
    </message>
    <message>
        <source>Answer the letter</source>
        <translation>手紙に返事をする</translation>
    </message>
    <message>
        <source>Plan this task</source>
        <translation>担当と期限を決める</translation>
    </message>
</context>
</TS>
